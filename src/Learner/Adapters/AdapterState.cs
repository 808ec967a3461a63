using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Adapters;

/// <summary>
/// The tensors on top of the frozen base model, live: low-rank matrices by <see cref="LowRankGroup.DownName"/> and <see cref="LowRankGroup.UpName"/>,
/// the method's own tensors by their planned names, and tensors of earlier tasks that no plan mentions any more.
/// </summary>
public sealed class AdapterState : IDisposable
{
    private readonly SortedDictionary<string, Tensor> _tensors;
    private readonly Dictionary<string, LowRankTerm[]> _terms;
    private readonly Dictionary<string, (Tensor? Weight, Tensor? Bias)> _saved = [];
    private readonly RowLengths _lengths = new();

    internal AdapterState(IReadOnlyList<LowRankGroup> groups, IReadOnlyDictionary<string, Tensor> tensors, IEnumerable<string> trained)
    {
        Groups = groups;
        _tensors = new SortedDictionary<string, Tensor>(tensors.ToDictionary(), StringComparer.Ordinal);
        Trained = [.. trained.Order(StringComparer.Ordinal)];
        foreach (var name in Trained)
            _tensors[name].requires_grad_(true);
        _terms = groups.SelectMany(group => MatricesOf(group).Select(matrix => (matrix, Term: LowRankTerm.Of(group, matrix, _tensors))))
            .GroupBy(pair => pair.matrix).ToDictionary(same => same.Key, same => same.Select(pair => pair.Term).ToArray());
        foreach (var (name, tensor) in _tensors)
            AddSaved(SavedModule.ParameterOf(name), tensor);
    }

    /// <summary>The low-rank groups of the plan.</summary>
    public IReadOnlyList<LowRankGroup> Groups { get; }

    /// <summary>Names of the tensors that the optimizer moves, sorted.</summary>
    public IReadOnlyList<string> Trained { get; }

    /// <summary>Names of tensors that weight decay leaves alone.</summary>
    public IReadOnlySet<string> Undecayed { get; init; } = new HashSet<string>();

    /// <summary>The seed of what is dropped in training.</summary>
    public long Seed { get; init; }

    /// <summary>All tensors by name, sorted.</summary>
    public IReadOnlyDictionary<string, Tensor> Tensors => _tensors;

    /// <summary>Matrices that carry increments, sorted.</summary>
    public IEnumerable<string> Matrices => _terms.Keys.Order(StringComparer.Ordinal);

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
        _lengths.Dispose();
    }

    internal static AdapterState None { get; } = new([], new Dictionary<string, Tensor>(), []);

    /// <summary>Whether the model's weights hold the adapters already, so that passes add nothing.</summary>
    internal bool IsMerged { get; set; }

    /// <summary>Whether anything changes what the vision tower computes.</summary>
    internal bool ReachesVisionTower => _terms.Keys.Concat(_saved.Keys)
        .Any(matrix => matrix.StartsWith(ParameterNames.VisionTower + ".", StringComparison.Ordinal));

    /// <summary>Whether anything is trained inside a module, such as <c>model.language_model.layers.0</c>.</summary>
    internal bool IsTrainedIn(string module) => Trained.Any(name =>
        name.StartsWith(module, StringComparison.Ordinal) && name.Length > module.Length && name[module.Length] == '.' && _tensors[name].requires_grad);

    internal LowRankTerm[] TermsOf(string matrix) => _terms.GetValueOrDefault(matrix, []);

    /// <summary>What stands in a matrix's place; null if the model's own does.</summary>
    internal (Tensor? Weight, Tensor? Bias)? SavedOf(string matrix) => _saved.TryGetValue(matrix, out var saved) ? saved : null;

    /// <summary>The lengths of the rows of an adapted matrix, [out], without gradient.</summary>
    internal Tensor LengthsOf(string matrix, Tensor weight, LowRankTerm term) => _lengths.Of(matrix, weight, term, isConstant: Trained.Count == 0);

    private IEnumerable<string> MatricesOf(LowRankGroup group)
    {
        var end = group.DownName("");
        return _tensors.Keys.Where(name => name.EndsWith(end, StringComparison.Ordinal)).Select(name => name[..^end.Length]).ToArray();
    }

    private void AddSaved(string? parameter, Tensor tensor)
    {
        if (parameter is null)
            return;
        var dot = parameter.LastIndexOf('.');
        var (matrix, known) = (parameter[..dot], _saved.GetValueOrDefault(parameter[..dot]));
        _saved[matrix] = parameter[dot..] == ".bias" ? known with { Bias = tensor } : known with { Weight = tensor };
    }
}
