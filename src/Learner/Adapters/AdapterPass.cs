using MlopsCl.Learner.Kernels;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Adapters;

/// <summary>The adapters as one forward pass sees them: the live tensors and the choice for each sample of the batch.</summary>
internal sealed class AdapterPass
{
    private readonly AdapterState _state;
    private readonly Dictionary<string, EntryGate?> _gates = [];

    private AdapterPass(AdapterState state, Dictionary<string, EntryGate?> gates) => (_state, _gates) = (state, gates);

    public static AdapterPass None { get; } = new(AdapterState.None, []);

    /// <summary>A pass over rows that are grouped by sample.</summary>
    /// <param name="state">The adapters.</param>
    /// <param name="conditioning">The choice per sample.</param>
    /// <param name="batch">Samples in the batch.</param>
    /// <param name="length">Rows of each sample.</param>
    public static AdapterPass Over(AdapterState state, Conditioning conditioning, long batch, long length)
    {
        if (conditioning.Gates.Count == 0)
            return new AdapterPass(state, []);
        var gated = state.Groups.Where(group => group.IsGated);
        return new AdapterPass(state, gated.ToDictionary(group => group.Name, group => EntryGate.Of(group, Weights(group, conditioning), batch, length)));
    }

    /// <summary>The same pass restricted to some of its rows.</summary>
    /// <param name="rows">[n] (int64).</param>
    public AdapterPass OnRows(Tensor rows) => _gates.Count == 0 ? this : new AdapterPass(_state, _gates.ToDictionary(gate => gate.Key, gate => gate.Value?.At(rows)));

    /// <summary>Multiplies rows by a matrix and adds the matrix's increments.</summary>
    /// <param name="matrix">The matrix's name.</param>
    /// <param name="weight">[out, in].</param>
    /// <param name="bias">[out] or null.</param>
    /// <param name="input">[rows, in].</param>
    /// <returns>[rows, out].</returns>
    public Tensor Multiply(string matrix, Tensor weight, Tensor? bias, Tensor input)
    {
        var terms = _state.TermsOf(matrix);
        var plain = Array.Find(terms, term => !term.Group.IsGated);
        var product = plain is null
            ? nn.functional.linear(input, weight, bias)
            : LoraLinearKernel.Apply(input, weight, bias, plain.Down, plain.Up, plain.Group.Scale);
        return AddTo(product, input, terms.Where(term => !ReferenceEquals(term, plain)));
    }

    /// <summary>Adds a matrix's increments to its product.</summary>
    /// <param name="matrix">The matrix's name.</param>
    /// <param name="product">[rows, out].</param>
    /// <param name="input">[rows, in].</param>
    public Tensor AddTo(string matrix, Tensor product, Tensor input) => AddTo(product, input, _state.TermsOf(matrix));

    private Tensor AddTo(Tensor product, Tensor input, IEnumerable<LowRankTerm> terms)
    {
        foreach (var term in terms)
            product = term.Group.IsGated ? AddGated(term, product, input) : term.AddTo(product, input, null);
        return product;
    }

    private Tensor AddGated(LowRankTerm term, Tensor product, Tensor input)
    {
        if (!_gates.TryGetValue(term.Group.Name, out var gate))
            throw Ungated(term.Group);
        if (gate is null)
            return product;
        var kept = gate.Ranks is null ? term : term.Only(gate.Ranks);
        return kept.AddTo(product, input, gate.PerRow);
    }

    private static Tensor Weights(LowRankGroup group, Conditioning conditioning) =>
        conditioning.Gates.TryGetValue(group.Name, out var weights) ? weights : throw Ungated(group);

    private static InvalidOperationException Ungated(LowRankGroup group) =>
        new($"Group '{group.Name}' is gated, but the method's selector gave no weights for it; its Select must name every gated group of the plan.");
}
