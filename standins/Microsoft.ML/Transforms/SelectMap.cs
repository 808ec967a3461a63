using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Keeps some columns.</summary>
internal sealed class SelectMap(DataViewSchema input, int[] kept) : RowMap(input, [], kept)
{
    internal override Delegate[] AddedGetters(DataViewRow input, bool[] activeAdded) => [];

    private protected override IEnumerable<int> InputsOf(int added) => [];
}
