using System.CommandLine;
using System.Globalization;
using MlopsCl.Learner;
using MlopsCl.Learner.Models;

namespace MlopsCl.Host;

/// <summary><c>mlopscl export</c>: base model and adapter as one checkpoint.</summary>
internal static class ExportVerb
{
    private static readonly Option<string> Output = new("--output", "-o")
    {
        Description = "The folder of the checkpoint.", HelpName = "folder", Required = true,
    };
    private static readonly Option<string> ShardSize = new("--shard-size")
    {
        Description = "Bytes of weights in one file at most, such as 5GB or 500MB.", HelpName = "size", DefaultValueFactory = _ => "5GB",
    };
    private static readonly Option<string?> Precision = PrecisionOption();

    public static Verb Create()
    {
        var verb = new Verb(
            "export", "Write a release, or a base model with an adapter, as one Hugging Face checkpoint.",
            "mlopscl export --stream quickstart --output ./merged")
        {
            Output, ShardSize, Precision, Shared.Json,
        };
        foreach (var option in ModelChoice.Options)
            verb.Add(option);
        return verb.Does(RunAsync);
    }

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var request = new ExportRequest
        {
            Bundle = new Bundle(""),
            OutputFolder = Path.GetFullPath(parse.GetValue(Output)!),
            ShardBytes = Bytes(parse.GetValue(ShardSize)!),
            Precision = parse.GetValue(Precision) is { } name ? Enum.Parse<WeightPrecision>(name, ignoreCase: true) : null,
        };
        var choice = await ModelChoice.ReadAsync(parse, cancellation);
        var report = Exporting.Run(request with { Bundle = choice.Bundle }, screen.IsTerminal ? new Shown(screen) : null, cancellation);
        screen.Result(
            new { release = choice.Release?.Number, output = request.OutputFolder, report.Tensors, report.Merged, report.Bytes, report.Files },
            () => screen.Line(string.Create(
                CultureInfo.InvariantCulture, $"{choice.Title}: {report.Tensors} tensors, {report.Merged} of them merged, " +
                    $"{report.Bytes / 1e6:0.0} MB in {request.OutputFolder}")));
        return ExitCode.Done;
    }

    private static long Bytes(string size)
    {
        var text = size.Trim().ToUpperInvariant();
        var unit =
            text switch { _ when text.EndsWith("GB", StringComparison.Ordinal) => 1e9, _ when text.EndsWith("MB", StringComparison.Ordinal) => 1e6, _ => 1 };
        var digits = unit == 1 ? text : text[..^2];
        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number * unit is >= 1 and < long.MaxValue
            ? (long)(number * unit)
            : throw new UsageException($"'{size}' is no size; write a number of bytes, or a number with MB or GB, such as 5GB.");
    }

    private static Option<string?> PrecisionOption()
    {
        var option = new Option<string?>("--dtype") { Description = "float32, float16 or bfloat16. Default: as the base model has it", HelpName = "type" };
        option.AcceptOnlyFromAmong("float32", "float16", "bfloat16");
        return option;
    }

    private sealed class Shown(Screen screen) : IProgress<double>
    {
        public void Report(double value)
        {
            screen.Output.Write(string.Create(CultureInfo.InvariantCulture, $"\rexport {value * 100,5:0.0} %"));
            screen.Output.Write(value >= 1 ? "\r              \r" : "");
        }
    }
}
