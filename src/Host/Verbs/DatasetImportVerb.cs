using System.CommandLine;
using MlopsCl.Pipeline.Importing;

namespace MlopsCl.Host;

/// <summary><c>mlopscl dataset import</c>.</summary>
internal static class DatasetImportVerb
{
    private static readonly Argument<string> Kind = new("kind")
    {
        Description = "fashion-mnist, digits, icons, llava or pretraining (what the tiny base model is made from).",
    };
    private static readonly Option<string> Output = new("--output", "-o")
    {
        Description = "The folder, or the .tar file, to write.", HelpName = "path", Required = true,
    };
    private static readonly Option<string?> Source = new("--source")
    {
        Description = "Where the source lies; for llava: the conversations' .json or .jsonl file.", HelpName = "path",
    };
    private static readonly Option<string?> Images = new("--images")
    {
        Description = "For llava: the folder that image names are relative to.", HelpName = "folder",
    };
    private static readonly Option<string?> Task = new("--task") { Description = "For llava: the task's name.", HelpName = "name" };
    private static readonly Option<int?> Train = new("--train") { Description = "Training pictures.", HelpName = "count" };
    private static readonly Option<int?> Test = new("--test") { Description = "Held-out pictures.", HelpName = "count" };
    private static readonly Option<double?> TestShare = new("--test-share")
    {
        Description = "For llava and pretraining: the share that is held out.", HelpName = "share",
    };
    private static readonly Option<long> Seed = new("--seed") { Description = "Selection and order derive from it.", HelpName = "number" };

    public static Verb Create() => new Verb(
        "import", "Make a task dataset from a public one.", "mlopscl dataset import digits --output ./digits --train 4000 --test 500")
    {
        Kind, Output, Source, Images, Task, Train, Test, TestShare, Seed, Shared.Json,
    }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var output = Shared.PathOf(parse.GetValue(Output)!, "--output");
        var options = new ImportOptions
        {
            Output = output,
            Format = output.EndsWith(".tar", StringComparison.Ordinal) ? ImportFormat.Tar : ImportFormat.Folder,
            Source = parse.GetValue(Source),
            Images = parse.GetValue(Images),
            Task = parse.GetValue(Task),
            Train = parse.GetValue(Train),
            Test = parse.GetValue(Test),
            TestShare = parse.GetValue(TestShare),
            Seed = parse.GetValue(Seed),
        };
        var report = await Importers.ImportAsync(parse.GetValue(Kind)!, options, progress: null, cancellation);
        screen.Result(report, () =>
        {
            screen.Line($"{report.Train} training and {report.Test} held-out records, {report.Pictures} pictures: {report.Folder}");
            screen.Line($"sha256 {report.Sha256}");
            screen.Line($"next: mlopscl dataset validate {report.Folder}");
        });
        return ExitCode.Done;
    }
}
