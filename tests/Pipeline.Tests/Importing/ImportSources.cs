using MlopsCl.Pipeline.Importing;
using MlopsCl.Pipeline.Importing.Icons;
using MlopsCl.Pipeline.Importing.Pretraining;

namespace MlopsCl.Pipeline.Tests.Importing;

/// <summary>What several tests look at, read once.</summary>
public sealed class ImportSources
{
    private const int PerClass = 300;
    private readonly Lazy<IReadOnlyList<IconDrawing>> _icons = new(() => IconLibrary.Read(null, IconTheme.Kinds));
    private readonly Lazy<Task<DatasetDraft>> _corpus = new(
        () => PretrainingCorpus.BuildAsync(new ImportOptions { Output = "unused", PerClass = PerClass }, CancellationToken.None));

    internal IReadOnlyList<IconDrawing> Icons => _icons.Value;

    internal Task<DatasetDraft> CorpusAsync() => _corpus.Value;
}
