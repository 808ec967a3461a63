using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Adds a column that holds the same text in every row.</summary>
internal sealed class ExpressionMap(DataViewSchema input, string outputName, string text, int[] inputs)
    : RowMap(input, [new DataViewSchema.DetachedColumn(outputName, TextDataViewType.Instance)])
{
    internal override Delegate[] AddedGetters(DataViewRow row, bool[] activeAdded)
    {
        var value = text.AsMemory();
        return [(ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> destination) => destination = value)];
    }

    private protected override IEnumerable<int> InputsOf(int added) => inputs;
}
