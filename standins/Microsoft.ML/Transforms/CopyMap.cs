using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Adds columns that are copies.</summary>
internal sealed class CopyMap : RowMap
{
    private readonly int[] _sources;

    private CopyMap(DataViewSchema input, DataViewSchema.DetachedColumn[] added, int[] sources)
        : base(input, added) => _sources = sources;

    internal static CopyMap Create(DataViewSchema input, IReadOnlyList<(string Output, string Input)> pairs)
    {
        var _sources = pairs.Select(p => input[p.Input]).ToArray();
        var added = pairs.Select((p, i) => new DataViewSchema.DetachedColumn(p.Output, _sources[i].Type, _sources[i].Annotations));
        return new CopyMap(input, added.ToArray(), _sources.Select(c => c.Index).ToArray());
    }

    internal override Delegate[] AddedGetters(DataViewRow input, bool[] activeAdded) =>
        _sources.Select((source, i) => activeAdded[i] ? Getters.Of(input, InputSchema[source]) : null).ToArray();

    private protected override IEnumerable<int> InputsOf(int added) => [_sources[added]];
}
