using System.CommandLine;
using System.Globalization;
using MlopsCl.Pipeline.Pretraining;

namespace MlopsCl.Host;

/// <summary><c>mlopscl pretrain</c>: makes the tiny base model of the quick start.</summary>
internal static class PretrainVerb
{
    private static readonly Option<string> Output = new("--output", "-o")
    {
        Description = "The folder of the model, in Hugging Face layout.", HelpName = "folder", Required = true,
    };
    private static readonly Option<string> Work = new("--work")
    {
        Description = "Where corpus and checkpoints are kept; an interrupted pre-training goes on from there.", HelpName = "folder",
        DefaultValueFactory = _ => "mlopscl-data/pretraining",
    };

    private static readonly Option<string?> From = new("--from")
    {
        Description = "A model to go on from, in Hugging Face layout; left out, weights start at random.", HelpName = "folder",
    };
    private static readonly Option<int?> Epochs = new("--epochs") { Description = "Passes over the corpus.", HelpName = "count" };
    private static readonly Option<double?> LearningRate = new("--learning-rate") { Description = "The peak learning rate.", HelpName = "rate" };
    private static readonly Option<long> Seed = new("--seed")
    {
        Description = "Corpus, weights, order and changes of pictures derive from it.", HelpName = "number",
    };

    public static Verb Create() => new Verb(
        "pretrain", "Pre-train the tiny base model on emoji, icons, collages and part of the digits and garments.",
        "mlopscl pretrain --output ./my-tiny-llava --epochs 7")
    {
        Output, Work, From, Epochs, LearningRate, Seed, Shared.Json,
    }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var output = Path.GetFullPath(parse.GetValue(Output)!);
        if (Directory.Exists(output) && Directory.EnumerateFileSystemEntries(output).Any())
            throw new UsageException($"'{output}' is not empty; a pre-training never overwrites. Name another folder, or empty it.");
        var options = new BaseModelOptions
        {
            WorkFolder = Path.GetFullPath(parse.GetValue(Work)!), OutputFolder = output,
            StartFolder = parse.GetValue(From) is { } from ? Path.GetFullPath(from) : null, Seed = parse.GetValue(Seed),
        };
        options = options with
        {
            Training = options.Training with
            {
                Epochs = parse.GetValue(Epochs) ?? options.Training.Epochs, LearningRate = parse.GetValue(LearningRate) ?? options.Training.LearningRate,
            },
        };
        // Whether it can be written is known before the hours of training, not after them.
        Directory.CreateDirectory(output);
        await using (File.Create(Path.Combine(output, Path.GetRandomFileName()), 1, FileOptions.DeleteOnClose))
        {
        }

        var progress = new BenchmarkProgress(screen, "pretrain");
        var report = await BaseModel.MakeAsync(options, corpusProgress: null, progress, cancellation);
        progress.Clear();
        screen.Result(report, () => Show(report, output, screen));
        return ExitCode.Done;
    }

    private static void Show(BaseModelReport report, string output, Screen screen)
    {
        screen.Line(string.Create(CultureInfo.InvariantCulture,
            $"{report.Parameters} parameters, {report.Vocabulary} tokens, {report.Conversations} conversations, {report.Steps} steps, " +
            $"loss {report.FinalLoss:0.000}: {output}"));
        foreach (var (about, held) in report.HeldOut)
            screen.Line(string.Create(CultureInfo.InvariantCulture, $"{about,-28} {held.Accuracy * 100,6:0.0} % of {held.Items} held-out questions"));
    }
}
