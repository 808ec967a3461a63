using MlopsCl.Learner.Kernels;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Adapters;

/// <summary>The adapters as one forward pass sees them: the live tensors and the choice for each sample of the batch.</summary>
internal sealed class AdapterPass
{
    private readonly AdapterState _state;
    private readonly Dictionary<string, EntryGate?> _gates;
    private readonly DropoutDraw? _dropout;

    private AdapterPass(AdapterState state, Dictionary<string, EntryGate?> gates, DropoutDraw? dropout) =>
        (_state, _gates, _dropout) = (state, gates, dropout);

    public static AdapterPass None { get; } = new(AdapterState.None, [], null);

    /// <summary>A pass over rows that are grouped by sample.</summary>
    /// <param name="state">The adapters.</param>
    /// <param name="conditioning">The choice per sample.</param>
    /// <param name="batch">Samples in the batch.</param>
    /// <param name="length">Rows of each sample.</param>
    /// <param name="draw">In training, the number of the forward pass, by which inputs are dropped; null drops nothing.</param>
    public static AdapterPass Over(AdapterState state, Conditioning conditioning, long batch, long length, long? draw = null)
    {
        var dropout = Dropout(state, draw);
        if (conditioning.Gates.Count == 0)
            return new AdapterPass(state, [], dropout);
        var gated = state.Groups.Where(group => group.IsGated);
        return new AdapterPass(
            state, gated.ToDictionary(group => group.Name, group => EntryGate.Of(group, Weights(group, conditioning), batch, length)), dropout);
    }

    /// <summary>A pass over rows of pictures, which no gate weighs.</summary>
    /// <param name="state">The adapters.</param>
    /// <param name="draw">As in <see cref="Over"/>.</param>
    public static AdapterPass OverPictures(AdapterState state, long? draw = null) => new(state, [], Dropout(state, draw));

    /// <summary>The same pass restricted to some of its rows.</summary>
    /// <param name="rows">[n] (int64).</param>
    public AdapterPass OnRows(Tensor rows) =>
        _gates.Count == 0 ? this : new AdapterPass(_state, _gates.ToDictionary(gate => gate.Key, gate => gate.Value?.At(rows)), _dropout);

    /// <summary>The same pass with the gates' weights cut out of the graph that they come from.</summary>
    /// <param name="cut">Gives what stands in a tensor's place.</param>
    public AdapterPass Cut(Func<Tensor, Tensor> cut) => _gates.Count == 0 ? this : new AdapterPass(
        _state, _gates.ToDictionary(gate => gate.Key, gate => gate.Value is { } weights ? weights with { PerRow = cut(weights.PerRow) } : null), _dropout);

    /// <summary>Whether anything is trained inside a module, such as <c>model.language_model.layers.0</c>, or chooses what is added there.</summary>
    public bool IsTrainedIn(string module) =>
        _state.IsTrainedIn(module) || _gates.Values.Any(gate => gate is { PerRow.requires_grad: true });

    /// <summary>Multiplies rows by a matrix and adds the matrix's increments.</summary>
    /// <param name="matrix">The matrix's name.</param>
    /// <param name="weight">[out, in].</param>
    /// <param name="bias">[out] or null.</param>
    /// <param name="input">[rows, in].</param>
    /// <returns>[rows, out].</returns>
    public Tensor Multiply(string matrix, Tensor weight, Tensor? bias, Tensor input)
    {
        if (_state.IsMerged)
            return nn.functional.linear(input, weight, bias);
        if (_state.SavedOf(matrix) is { } saved)
            return MultiplySaved(saved, weight, bias, input);
        var terms = _state.TermsOf(matrix);
        var plain = Array.Find(terms, term => !term.Group.IsGated);
        var product = plain is null ? nn.functional.linear(input, weight, bias) : Multiply(matrix, plain, weight, bias, input);
        return AddTo(product, input, terms.Where(term => !ReferenceEquals(term, plain)));
    }

    /// <summary>Adds a matrix's increments to its product.</summary>
    /// <param name="matrix">The matrix's name.</param>
    /// <param name="product">[rows, out].</param>
    /// <param name="input">[rows, in].</param>
    public Tensor AddTo(string matrix, Tensor product, Tensor input) => AddTo(product, input, _state.TermsOf(matrix));

    private Tensor Multiply(string matrix, LowRankTerm term, Tensor weight, Tensor? bias, Tensor input)
    {
        var kept = _dropout is null || term.Group.Dropout == 0 ? input : _dropout.Apply(matrix, term.Group.Dropout, input);
        var isWhole = ReferenceEquals(kept, input);
        if (term.Magnitude is null)
            return isWhole ? term.Multiply(input, weight, bias) : term.AddTo(nn.functional.linear(input, weight, bias), kept, null);
        var factor = (term.Magnitude / _state.LengthsOf(matrix, weight, term)).to_type(input.dtype);           // [out]
        var turned = term.Multiply(kept, weight, null) * factor;                                              // [rows, out]
        if (!isWhole)
            return nn.functional.linear(input, weight, bias) + turned - nn.functional.linear(kept, weight);
        return bias is null ? turned : turned + bias;
    }

    private static Tensor MultiplySaved((Tensor? Weight, Tensor? Bias) saved, Tensor weight, Tensor? bias, Tensor input)
    {
        var (own, type) = (saved.Weight ?? weight, input.dtype);
        var shift = saved.Bias ?? bias;
        return nn.functional.linear(input.to_type(own.dtype), own, shift?.to_type(own.dtype)).to_type(type);
    }

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

    private static DropoutDraw? Dropout(AdapterState state, long? draw) =>
        draw is { } number && state.Groups.Any(group => group.Dropout > 0) ? new DropoutDraw(state.Seed, number) : null;

    private static Tensor Weights(LowRankGroup group, Conditioning conditioning) =>
        conditioning.Gates.TryGetValue(group.Name, out var weights) ? weights : throw Ungated(group);

    private static InvalidOperationException Ungated(LowRankGroup group) =>
        new($"Group '{group.Name}' is gated, but the method's selector gave no weights for it; its Select must name every gated group of the plan.");
}
