using MlopsCl.Pipeline.Importing.Conversations;
using MlopsCl.Pipeline.Importing.Digits;
using MlopsCl.Pipeline.Importing.Garments;
using MlopsCl.Pipeline.Importing.Icons;
using MlopsCl.Pipeline.Importing.Pretraining;

namespace MlopsCl.Pipeline.Importing;

/// <summary>Turns public datasets into task datasets: pictures of 32 x 32 in PNG, conversations in LLaVA's JSON. Deterministic by seed.</summary>
public static class Importers
{
    private delegate Task<DatasetDraft> Build(ImportOptions options, CancellationToken cancellation);

    private static readonly Dictionary<string, Build> Builders = new()
    {
        ["fashion-mnist"] = (options, _) => Task.FromResult(FashionMnist.Build(options)),
        ["digits"] = HandwrittenDigits.BuildAsync,
        ["icons"] = (options, _) => Task.FromResult(IconTask.Build(options)),
        ["llava"] = (options, cancellation) => Task.FromResult(LlavaConversations.Build(options, cancellation)),
        ["pretraining"] = PretrainingCorpus.BuildAsync,
    };

    /// <summary>The kinds that can be imported.</summary>
    public static IReadOnlyList<string> Kinds { get; } = [.. Builders.Keys];

    /// <summary>Imports one dataset.</summary>
    /// <param name="kind">One of <see cref="Kinds"/>.</param>
    /// <param name="options">What to take and where to write it.</param>
    /// <param name="progress">Told how far it is; may be null.</param>
    /// <param name="cancellation">Stops the import; the output appears whole or not at all.</param>
    /// <returns>What was written.</returns>
    /// <exception cref="ImportException">An unknown kind, an absent or broken source, an option out of range, or an output that exists.</exception>
    public static async Task<ImportReport> ImportAsync(
        string kind, ImportOptions options, IProgress<ImportProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (!Builders.TryGetValue(kind, out var build))
            throw new ImportException($"There is no importer '{kind}'. Use one of: {string.Join(", ", Kinds)}.");
        Check(options);
        DatasetWriter.CheckOutput(options);
        progress?.Report(new ImportProgress("reading", 0, 0));
        var draft = await build(options, cancellation);
        return await DatasetWriter.WriteAsync(draft, options, progress, cancellation);
    }

    private static void Check(ImportOptions options)
    {
        if (options.Train < 1 || options.Test < 1)
            throw new ImportException($"{Math.Min(options.Train ?? 1, options.Test ?? 1)} pictures are too few; a train and a test size are at least 1.");
        if (options.PerClass < 0)
            throw new ImportException($"{options.PerClass} pictures a class are too few; the number is at least 0.");
        if (options.TestShare is <= 0 or >= 1)
            throw new ImportException($"A test share of {options.TestShare} leaves a part empty; it lies between 0 and 1.");
    }
}
