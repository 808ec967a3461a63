using System.CommandLine;
using System.Globalization;
using MlopsCl.Learner;

namespace MlopsCl.Host;

/// <summary><c>mlopscl ask</c>: a question to a release, or to any checkpoint.</summary>
internal static class AskVerb
{
    private static readonly Argument<string> Text = new("question") { Description = "What is asked." };
    private static readonly Option<string[]> Images = new("--image")
    {
        Description = "A picture (PNG, JPEG or WebP); may be given several times.", HelpName = "file", AllowMultipleArgumentsPerToken = false,
    };
    private static readonly Option<bool> Live = new("--live") { Description = "Print the answer as it comes." };

    public static Verb Create()
    {
        var verb = new Verb("ask", "Ask a release, or any checkpoint, a question about a picture.", "mlopscl ask --image shirt.png \"What garment is this?\"")
        {
            Text, Images, Live, Shared.Device, Shared.Json,
        };
        foreach (var option in ModelChoice.OptionsOfAsking.Concat(AnsweringFlags.All))
            verb.Add(option);
        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(parse.GetValue(Text)))
            throw new UsageException("The question is empty; write what is asked, in quotes.");
        var given = parse.GetValue(Images) ?? [];
        foreach (var image in given.Where(image => !File.Exists(image)))
            throw new UsageException($"There is no picture '{image}'; check the path.");
        var device = UsableDevice.Of(SettingsSource.Read(parse).Device);
        string[] images = [.. given.Select(Path.GetFullPath)];
        var choice = await ModelChoice.ReadAsync(parse, cancellation);
        var question = new Question(parse.GetValue(Text)!, [.. images.Select(Picture.FromFile)]);
        var live = parse.GetValue(Live) && !screen.Json;
        using var engine = LvlmEngine.Open(choice.Bundle, device);
        var answer = engine.Answer([question], AnsweringFlags.Read(parse), piece => Write(screen, piece, live), cancellation)[0];
        screen.Result(
            new
            {
                release = choice.Release?.Number, model = choice.Title, images, question = question.Text, answer.Text, answer.Confidence,
                end = answer.End.ToString(),
            },
            () => screen.Line(string.Create(
                CultureInfo.InvariantCulture, $"{(live ? "" : answer.Text)}   (confidence {answer.Confidence:0.00}, {choice.Title})")));
        return ExitCode.Done;
    }

    private static void Write(Screen screen, AnswerPiece piece, bool live)
    {
        if (!live)
            return;
        screen.Output.Write(piece.Text);
        screen.Output.Flush();
    }
}
