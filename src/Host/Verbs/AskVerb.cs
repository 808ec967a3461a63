using System.CommandLine;
using System.Globalization;
using MlopsCl.Learner;

namespace MlopsCl.Host;

/// <summary><c>mlopscl ask</c>: a question to a release.</summary>
internal static class AskVerb
{
    private static readonly Argument<string> Text = new("question") { Description = "What is asked." };
    private static readonly Option<string[]> Images = new("--image") { Description = "A picture (PNG, JPEG or WebP); may be given several times.", HelpName = "file", AllowMultipleArgumentsPerToken = false };
    private static readonly Option<int?> Number = new("--release") { Description = "The release to ask. Default: the one that serves.", HelpName = "number" };

    public static Verb Create() => new Verb("ask", "Ask a release a question about a picture.", "mlopscl ask --image shirt.png \"What garment is this?\"")
    {
        Text, Images, Shared.Stream, Number, Shared.Store, Shared.Device, Shared.Json,
    }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var images = (parse.GetValue(Images) ?? []).Select(Path.GetFullPath).ToArray();
        foreach (var image in images.Where(image => !File.Exists(image)))
            throw new UsageException($"There is no picture '{image}'; check the path.");
        var place = Workplace.OpenExisting(parse);
        var release = await place.ReleaseAsync(parse.GetValue(Shared.Stream)!, parse.GetValue(Number), cancellation);
        var bundle = await place.Releases.MaterializeAsync(release, cancellation);
        var question = new Question(parse.GetValue(Text)!, [.. images.Select(Picture.FromFile)]);
        var answer = Ask(bundle, question, place.Settings.Device, cancellation);
        screen.Result(new { release = release.Number, images, question = question.Text, answer.Text, answer.Confidence }, () =>
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"{answer.Text}   (confidence {answer.Confidence:0.00}, release {release.Number})")));
        return ExitCode.Done;
    }

    private static Answer Ask(Bundle bundle, Question question, string device, CancellationToken cancellation)
    {
        using var engine = LvlmEngine.Open(bundle, device);
        return engine.Answer([question], new AnsweringOptions(), cancellation)[0];
    }
}
