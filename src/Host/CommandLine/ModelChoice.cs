using System.CommandLine;
using MlopsCl.Learner;
using MlopsCl.Learner.Models;
using MlopsCl.Pipeline;

namespace MlopsCl.Host;

/// <summary>What a verb asks, examines or exports: a release of a stream, or a checkpoint folder with or without an adapter.</summary>
/// <param name="Bundle">The folders.</param>
/// <param name="Release">The release; null for folders that were named.</param>
internal sealed record ModelChoice(Bundle Bundle, Release? Release)
{
    private static readonly Option<string?> Model = new("--model")
    {
        Description = "A checkpoint folder in Hugging Face layout, in place of a release.", HelpName = "folder",
    };
    private static readonly Option<string?> Adapter = new("--adapter")
    {
        Description = "With --model: a folder with an adapter of PEFT's, or of a release.", HelpName = "folder",
    };
    private static readonly Option<string?> Precision = PrecisionOption();
    private static readonly Option<int?> Number = new("--release") { Description = "The release. Default: the one that serves.", HelpName = "number" };

    /// <summary>The options that make the choice.</summary>
    public static IEnumerable<Option> Options => [Model, Adapter, Shared.Stream, Number, Shared.Store];

    /// <summary>The same, and the precision that it is asked in.</summary>
    public static IEnumerable<Option> OptionsOfAsking => [.. Options, Precision];

    /// <summary>What it is called in a line.</summary>
    public string Title => Release is { } release ? $"release {release.Number}" : Path.GetFileName(Bundle.AdapterFolder ?? Bundle.BaseModelFolder);

    /// <summary>Whether folders were named in place of a release.</summary>
    public static bool NamesFolders(ParseResult parse) => parse.GetValue(Model) is not null || parse.GetValue(Adapter) is not null;

    /// <summary>Finds what was chosen; a release is brought to this machine.</summary>
    /// <exception cref="UsageException">Options contradict each other, or there is no such folder or release.</exception>
    public static async Task<ModelChoice> ReadAsync(ParseResult parse, CancellationToken cancellation)
    {
        var choice = NamesFolders(parse) ? Folders(parse) : await ReleaseAsync(parse, cancellation);
        return parse.GetValue(Precision) is { } name
            ? choice with { Bundle = choice.Bundle with { Precision = Enum.Parse<WeightPrecision>(name, ignoreCase: true) } }
            : choice;
    }

    private static async Task<ModelChoice> ReleaseAsync(ParseResult parse, CancellationToken cancellation)
    {
        var place = Workplace.OpenExisting(parse);
        var release = await place.ReleaseAsync(await place.StreamAsync(parse, cancellation), parse.GetValue(Number), cancellation);
        return new ModelChoice(await place.MaterializeAsync(release, cancellation), release);
    }

    private static ModelChoice Folders(ParseResult parse)
    {
        var model = Folder(
            parse.GetValue(Model) ?? throw new UsageException("--adapter goes with --model; name the checkpoint folder that the adapter was made for."),
            "config.json");
        if (parse.GetValue(Number) is not null)
            throw new UsageException("--release and --model both choose a model; give one of them.");
        var adapter = parse.GetValue(Adapter) is { } path ? Folder(path, "adapter_config.json") : null;
        return new ModelChoice(new Bundle(model, adapter), null);
    }

    private static Option<string?> PrecisionOption()
    {
        var option = new Option<string?>("--precision")
        {
            Description = "What weights are converted to and computed in: float32, bfloat16 or, on a GPU, float16. Default: " +
                "as the adapter was trained, float32 without one",
            HelpName = "type",
        };
        option.AcceptOnlyFromAmong("float32", "bfloat16", "float16");
        return option;
    }

    private static string Folder(string path, string file)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        return File.Exists(Path.Combine(folder, file)) ? folder : throw new UsageException($"'{folder}' holds no {file}; check the path.");
    }
}
