using static TorchSharp.torch;

namespace MlopsCl.Learner.Adapters;

/// <summary>The adapters as one forward pass sees them: the live tensors and the choice for each sample of the batch.</summary>
internal sealed class AdapterPass
{
    private readonly AdapterState _state;
    private readonly Dictionary<string, Tensor> _gates = [];
    private readonly Tensor? _rowSamples;

    private AdapterPass(AdapterState state, Dictionary<string, Tensor> gates, Tensor? rowSamples) => (_state, _gates, _rowSamples) = (state, gates, rowSamples);

    public static AdapterPass None { get; } = new(AdapterState.None, [], null);

    /// <summary>A pass over rows that are grouped by sample.</summary>
    /// <param name="state">The adapters.</param>
    /// <param name="conditioning">The choice per sample.</param>
    /// <param name="batch">Samples in the batch.</param>
    /// <param name="length">Rows of each sample.</param>
    public static AdapterPass Over(AdapterState state, Conditioning conditioning, long batch, long length)
    {
        if (conditioning.Gates.Count == 0)
            return new AdapterPass(state, [], null);
        var gates = state.Groups.Where(group => group.IsGated).ToDictionary(group => group.Name, group => PerRank(group, conditioning, batch));
        var rowSamples = arange(batch, dtype: ScalarType.Int64, device: gates.Values.First().device).repeat_interleave(length);   // [batch * length]
        return new AdapterPass(state, gates, rowSamples);
    }

    /// <summary>The same pass restricted to some of its rows.</summary>
    /// <param name="rows">[n] (int64).</param>
    public AdapterPass OnRows(Tensor rows) => _rowSamples is null ? this : new AdapterPass(_state, _gates, _rowSamples.index_select(0, rows));

    /// <summary>Adds a matrix's increments to its product.</summary>
    /// <param name="matrix">The matrix's name.</param>
    /// <param name="product">[rows, out].</param>
    /// <param name="input">[rows, in].</param>
    public Tensor AddTo(string matrix, Tensor product, Tensor input)
    {
        foreach (var term in _state.TermsOf(matrix))
            product = term.AddTo(product, input, GateOf(term.Group));
        return product;
    }

    private Tensor? GateOf(LowRankGroup group) => group.IsGated ? _gates[group.Name].index_select(0, _rowSamples!) : null;

    private static Tensor PerRank(LowRankGroup group, Conditioning conditioning, long batch)
    {
        if (!conditioning.Gates.TryGetValue(group.Name, out var gate) || gate.shape[^1] != group.Entries)
            throw new InvalidOperationException($"Group '{group.Name}' is gated and has {group.Entries} entries, but the method's selector gave no gate of that width.");
        return gate.expand(batch, group.Entries).repeat_interleave(group.Rank, dim: 1);   // [batch, entries * rank]
    }
}
