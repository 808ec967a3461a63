using System.CommandLine;
using System.Globalization;
using MlopsCl.Learner;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Datasets;
using MlopsCl.Pipeline.Evaluation;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Host;

/// <summary><c>mlopscl eval</c>: examines a release, or any checkpoint, on a dataset's held-out part.</summary>
internal static class EvalVerb
{
    private static readonly Option<string> Dataset = new("--dataset")
    {
        Description = "A folder, a .tar, .tar.gz or .zip file.", HelpName = "path", Required = true,
    };

    public static Verb Create()
    {
        var verb = new Verb(
            "eval", "Examine a release, or any checkpoint, on the held-out part of a dataset.", "mlopscl eval --stream quickstart --dataset ./digits")
        {
            Dataset, Shared.Recipes, Shared.Device, Shared.Json,
        };
        foreach (var option in ModelChoice.OptionsOfAsking)
            verb.Add(option);
        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var path = Shared.PathOf(parse.GetValue(Dataset)!, "--dataset");
        var device = UsableDevice.Of(SettingsSource.Read(parse).Device);
        var choice = await ModelChoice.ReadAsync(parse, cancellation);
        var digest = await DatasetDigest.ComputeAsync(path, cancellation);
        var stream = choice.Release?.Candidate.Stream ?? "model";
        var options = choice.Release is null ? new AnsweringOptions() : Workplace.OpenExisting(parse).Recipes.Find(stream).Answering;
        var folder = Directory.CreateTempSubdirectory("mlopscl-eval-").FullName;
        try
        {
            var store = choice.Release is null ? StoreFactory.Open(Path.Combine(folder, "store"), TimeProvider.System) : Workplace.OpenExisting(parse).Store;
            var request = new UpdateRequest(stream, new TaskId("examination"), path, digest);
            var dataset = await DatasetReader.ReadAsync(request, store, Path.Combine(folder, "dataset"), new DatasetLimits(), cancellation);
            var subject = choice.Title.Replace(' ', '-');
            var score = new Evaluator(device).Examine(stream, subject, choice.Bundle, [HeldOutSet.Of(dataset)], options, cancellation).Tasks[0];
            Show(score, choice, path, screen);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return ExitCode.Done;
    }

    private static void Show(TaskScore score, ModelChoice choice, string path, Screen screen) =>
        screen.Result(
            new { release = choice.Release?.Number, model = choice.Title, dataset = path, score.Rule, score.Items, score.Accuracy, score.Outcomes }, () =>
        {
            screen.Line(
                string.Create(CultureInfo.InvariantCulture, $"{choice.Title}: {score.Accuracy * 100:0.0} of 100 on {score.Items} items, rule {score.Rule}"));
            foreach (var miss in score.Outcomes.Where(o => o.Score < 1).Take(10))
                screen.Line($"  {miss.Id}: {miss.Question} gold '{miss.Gold}', answer '{miss.Answer}'");
        });
}
