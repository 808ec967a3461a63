using System.CommandLine;
using MlopsCl.Pipeline.Datasets;

namespace MlopsCl.Host;

/// <summary><c>mlopscl dataset validate</c>.</summary>
internal static class DatasetValidateVerb
{
    private static readonly Argument<string> Dataset = new("dataset") { Description = "A folder, a .tar, .tar.gz or .zip file." };

    public static Verb Create() => new Verb(
        "validate", "Examine a dataset as a worker will, and list everything that is wrong.", "mlopscl dataset validate ./digits")
    {
        Dataset, Shared.Json,
    }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var path = Shared.PathOf(parse.GetValue(Dataset)!, "the dataset");
        var validation = await DatasetValidator.ValidateAsync(path, new DatasetLimits(), cancellation);
        var problems = validation.Problems.Select(p => p.ToString()).ToArray();
        screen.Result(new { valid = validation.IsValid, validation.Sha256, validation.Train, validation.Test, validation.Pictures, problems }, () =>
        {
            foreach (var problem in problems)
                screen.Line("problem: " + problem);
            screen.Line($"{(validation.IsValid ? "valid" : "not valid")}: {validation.Train} training and {validation.Test} held-out records, " +
                $"{validation.Pictures} pictures");
            screen.Line($"sha256 {validation.Sha256}");
        });
        return validation.IsValid ? ExitCode.Done : ExitCode.No;
    }
}
