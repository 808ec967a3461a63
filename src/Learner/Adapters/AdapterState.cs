using static TorchSharp.torch;

namespace MlopsCl.Learner.Adapters;

/// <summary>
/// The tensors on top of the frozen base model, live: low-rank matrices by <see cref="LowRankGroup.DownName"/> and <see cref="LowRankGroup.UpName"/>,
/// the method's own tensors by their planned names, and tensors of earlier tasks that no plan mentions any more.
/// </summary>
public sealed class AdapterState : IDisposable
{
    private readonly SortedDictionary<string, Tensor> _tensors;
    private readonly Dictionary<string, LowRankTerm[]> _terms = [];

    internal AdapterState(IReadOnlyList<LowRankGroup> groups, IReadOnlyList<string> matrices, IReadOnlyDictionary<string, Tensor> tensors,
        IEnumerable<string> trained)
    {
        Groups = groups;
        _tensors = new SortedDictionary<string, Tensor>(tensors.ToDictionary(), StringComparer.Ordinal);
        Trained = [.. trained.Order(StringComparer.Ordinal)];
        foreach (var name in Trained)
            _tensors[name].requires_grad_(true);
        foreach (var matrix in matrices)
            _terms[matrix] = [.. groups.Where(group => _tensors.ContainsKey(group.DownName(matrix)))
                .Select(group => LowRankTerm.Of(group, matrix, _tensors))];
    }

    /// <summary>The low-rank groups of the plan.</summary>
    public IReadOnlyList<LowRankGroup> Groups { get; }

    /// <summary>Names of the tensors that the optimizer moves, sorted.</summary>
    public IReadOnlyList<string> Trained { get; }

    /// <summary>Names of tensors that weight decay leaves alone.</summary>
    public IReadOnlySet<string> Undecayed { get; init; } = new HashSet<string>();

    /// <summary>All tensors by name, sorted.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => _tensors;

    /// <summary>Matrices that carry increments, sorted.</summary>
    public IEnumerable<string> Matrices =>
        _terms.Where(pair => pair.Value.Length > 0).Select(pair => pair.Key).Order(StringComparer.Ordinal);

    /// <summary>A tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    public Tensor this[string name] => _tensors.TryGetValue(name, out var tensor)
        ? tensor
        : throw new KeyNotFoundException(
            $"There is no adapter tensor '{name}'; the plan of the method must list it. There are {_tensors.Count} others.");

    /// <summary>Whether there is a tensor of this name.</summary>
    /// <param name="name">The name.</param>
    public bool Contains(string name) => _tensors.ContainsKey(name);

    /// <summary>Overwrites a tensor's values, without gradient. The shape must be the same.</summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="values">The new values.</param>
    public void Set(string name, Tensor values)
    {
        using var noGradient = no_grad();
        this[name].copy_(values);
    }

    /// <summary>Frees all tensors.</summary>
    public void Dispose()
    {
        foreach (var tensor in _tensors.Values)
            tensor.Dispose();
    }

    internal static AdapterState None { get; } = new([], [], new Dictionary<string, Tensor>(), []);

    internal LowRankTerm[] TermsOf(string matrix) => _terms.GetValueOrDefault(matrix, []);
}
