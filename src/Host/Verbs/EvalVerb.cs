using System.CommandLine;
using System.Globalization;
using MlopsCl.Learner;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Datasets;
using MlopsCl.Pipeline.Evaluation;

namespace MlopsCl.Host;

/// <summary><c>mlopscl eval</c>: examines a release on a dataset's held-out part.</summary>
internal static class EvalVerb
{
    private static readonly Option<string> Dataset = new("--dataset") { Description = "A folder, a .tar, .tar.gz or .zip file.", HelpName = "path", Required = true };
    private static readonly Option<int?> Number = new("--release") { Description = "The release to examine. Default: the one that serves.", HelpName = "number" };

    public static Verb Create() => new Verb("eval", "Examine a release on the held-out part of a dataset.", "mlopscl eval --stream quickstart --dataset ./digits")
    {
        Dataset, Shared.Stream, Number, Shared.Store, Shared.Recipes, Shared.Device, Shared.Json,
    }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var path = Shared.PathOf(parse.GetValue(Dataset)!, "--dataset");
        var place = Workplace.OpenExisting(parse);
        var stream = await place.StreamAsync(parse, cancellation);
        var digest = await DatasetDigest.ComputeAsync(path, cancellation);
        var recipe = place.Recipes.Find(stream);
        var release = await place.ReleaseAsync(stream, parse.GetValue(Number), cancellation);
        var folder = Directory.CreateTempSubdirectory("mlopscl-eval-").FullName;
        try
        {
            var request = new UpdateRequest(stream, new TaskId("examination"), path, digest);
            var dataset = await DatasetReader.ReadAsync(request, place.Store, folder, new DatasetLimits(), cancellation);
            var bundle = await place.Releases.MaterializeAsync(release, cancellation);
            Show(Examine(place, release, bundle, HeldOutSet.Of(dataset), recipe.Answering, cancellation), release, path, screen);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return ExitCode.Done;
    }

    private static TaskScore Examine(Workplace place, Release release, Bundle bundle, HeldOutSet set, AnsweringOptions options, CancellationToken cancellation) =>
        new Evaluator(place.Settings.Device).Examine(release.Candidate.Stream, $"release-{release.Number}", bundle, [set], options, cancellation).Tasks[0];

    private static void Show(TaskScore score, Release release, string path, Screen screen) =>
        screen.Result(new { release = release.Number, dataset = path, score.Rule, score.Items, score.Accuracy, score.Outcomes }, () =>
        {
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"release {release.Number}: {score.Accuracy * 100:0.0} of 100 on {score.Items} items, rule {score.Rule}"));
            foreach (var miss in score.Outcomes.Where(o => o.Score < 1).Take(10))
                screen.Line($"  {miss.Id}: {miss.Question} gold '{miss.Gold}', answer '{miss.Answer}'");
        });
}
