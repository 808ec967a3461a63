using MlopsCl.Learner.Models;
using MlopsCl.Learner.Randomness;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Adapters;

/// <summary>Makes the tensors of a plan: restored where the training before left values, otherwise at their start.</summary>
internal static class AdapterFactory
{
    /// <summary>Makes the tensors of a plan.</summary>
    /// <param name="groups">The plan's low-rank groups.</param>
    /// <param name="planned">The plan's own tensors.</param>
    /// <param name="model">The model that they are for.</param>
    /// <param name="restored">Tensors of the training before; taken over, no copy where the shape is unchanged.</param>
    /// <param name="seed">The seed of the initial down projections, and of dropout.</param>
    /// <exception cref="ArgumentException">A target names no matrix, two tensors share a name, a restored shape does not fit, or a matrix with
    /// increments is no target any more.</exception>
    public static AdapterState Create(
        IReadOnlyList<LowRankGroup> groups, IReadOnlyList<PlannedTensor> planned, LvlmModel model, IReadOnlyDictionary<string, Tensor> restored,
        long seed)
    {
        var modules = ModelModules.Of(model.Config);
        var all = groups.SelectMany(group => Plan(group, modules, model.Weights, seed)).Concat(planned).ToList();
        var twice = all.GroupBy(tensor => tensor.Name).FirstOrDefault(same => same.Count() > 1)?.Key;
        if (twice is not null)
            throw new ArgumentException($"The plan names tensor '{twice}' twice; give groups and tensors names of their own.");
        foreach (var group in groups)
            ThrowIfLeftBehind(group, all, restored.Keys);
        var tensors = restored.ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var tensor in all)
            tensors[tensor.Name] = Make(tensor, restored.GetValueOrDefault(tensor.Name), model.Device);
        var trained = all.Where(tensor => tensor.IsTrained).Select(tensor => tensor.Name);
        return new AdapterState(groups, tensors, trained)
        {
            Undecayed = all.Where(tensor => !tensor.IsDecayed).Select(tensor => tensor.Name).ToHashSet(),
            Seed = seed,
        };
    }

    private static IEnumerable<PlannedTensor> Plan(LowRankGroup group, ModelModules modules, Weights weights, long seed)
    {
        ThrowIfImpossible(group);
        PlannedTensor Own(string name, params long[] shape) => new(name, shape, group.IsTrained) { IsDecayed = group.IsDecayed };
        foreach (var matrix in modules.SelectedBy(group))
        {
            var ranks = (long)group.Entries * group.RankOf(matrix.Name);
            // As PEFT starts: down projection Kaiming-uniform with a = sqrt(5), up projection zero, magnitudes the rows' lengths.
            var down = new SeededRandom(seed, group.DownName(matrix.Name)).Uniforms(ranks * matrix.Columns, 1 / Math.Sqrt(matrix.Columns));
            yield return Own(group.DownName(matrix.Name), ranks, matrix.Columns) with { Initial = down };
            yield return Own(group.UpName(matrix.Name), matrix.Rows, ranks);
            if (group.HasMagnitude)
                yield return Own(group.MagnitudeName(matrix.Name), matrix.Rows) with
                {
                    Source = () => weights[matrix.Name + ".weight"].to_type(ScalarType.Float32).square().sum(1).sqrt(),
                };
        }

        foreach (var parameter in modules.SavedBy(group))
            yield return Own(SavedModule.NameOf(group, parameter)!, modules.Parameters[parameter]) with { Source = () => weights[parameter] };
    }

    private static void ThrowIfImpossible(LowRankGroup group)
    {
        if ((group.IsGated || group.Entries > 1)
            && (group.HasMagnitude || group.RankPattern is not null || group.AlphaPattern is not null || group.Dropout > 0))
            throw new ArgumentException(
                $"Group '{group.Name}' is a pool; magnitudes, dropout and ranks or alphas of single matrices go with plain increments only.");
    }

    private static void ThrowIfLeftBehind(LowRankGroup group, List<PlannedTensor> planned, IEnumerable<string> restored)
    {
        var end = group.DownName("");
        var names = planned.Select(tensor => tensor.Name).ToHashSet();
        if (restored.FirstOrDefault(name => name.EndsWith(end, StringComparison.Ordinal) && !names.Contains(name)) is { } left)
            throw new ArgumentException(
                $"Group '{group.Name}' no longer targets '{left[..^end.Length]}', where an earlier task put increments; keep it among the targets.");
    }

    private static Tensor Make(PlannedTensor planned, Tensor? restored, Device device)
    {
        long[] shape = [.. planned.Shape];
        if (restored is not null && restored.shape.SequenceEqual(shape))
            return restored;
        var values = Start(planned, shape, device).DetachFromDisposeScope();
        if (restored is not null)
            FillStart(planned, values, restored);
        return values;
    }

    private static Tensor Start(PlannedTensor planned, long[] shape, Device device)
    {
        if (planned.Source is null)
            return planned.Initial is null ? zeros(shape, device: device) : tensor(planned.Initial, shape, device: device);
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        return planned.Source().to_type(ScalarType.Float32).clone().MoveToOuterDisposeScope();
    }

    private static void FillStart(PlannedTensor planned, Tensor values, Tensor restored)
    {
        var old = restored.shape;
        if (old.Length != planned.Shape.Count || old.Where((size, axis) => size > planned.Shape[axis]).Any())
            throw new ArgumentException(
                $"Tensor '{planned.Name}' was [{string.Join(", ", old)}] and is planned as [{string.Join(", ", planned.Shape)}]; "
                + "tensors may grow, never shrink.");
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var start = values;
        for (var axis = 0; axis < old.Length; axis++)
            start = start.narrow(axis, 0, old[axis]);
        start.copy_(restored);
        restored.Dispose();
    }
}
