using MlopsCl.Learner.Randomness;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Adapters;

/// <summary>Makes the tensors of a plan: restored where the training before left values, otherwise at their start.</summary>
internal static class AdapterFactory
{
    /// <summary>Makes the tensors of a plan.</summary>
    /// <param name="groups">The plan's low-rank groups.</param>
    /// <param name="planned">The plan's own tensors.</param>
    /// <param name="matrices">Every decoder matrix: name, rows (out), columns (in).</param>
    /// <param name="restored">Tensors of the training before; taken over, no copy where the shape is unchanged.</param>
    /// <param name="seed">The seed of the initial down projections.</param>
    /// <param name="device">Where the tensors live.</param>
    /// <exception cref="ArgumentException">A target names no matrix, two tensors share a name, or a restored shape does not
    /// fit.</exception>
    public static AdapterState Create(
        IReadOnlyList<LowRankGroup> groups, IReadOnlyList<PlannedTensor> planned, IReadOnlyList<MatrixShape> matrices,
        IReadOnlyDictionary<string, Tensor> restored, long seed, Device device)
    {
        var all = groups.SelectMany(group => Plan(group, matrices, seed)).Concat(planned).ToList();
        var twice = all.GroupBy(tensor => tensor.Name).FirstOrDefault(same => same.Count() > 1)?.Key;
        if (twice is not null)
            throw new ArgumentException($"The plan names tensor '{twice}' twice; give groups and tensors names of their own.");
        var tensors = restored.ToDictionary(pair => pair.Key, pair => pair.Value);
        foreach (var tensor in all)
            tensors[tensor.Name] = Make(tensor, restored.GetValueOrDefault(tensor.Name), device);
        var trained = all.Where(tensor => tensor.IsTrained).Select(tensor => tensor.Name);
        return new AdapterState(groups, [.. matrices.Select(matrix => matrix.Name)], tensors, trained)
        {
            Undecayed = all.Where(tensor => !tensor.IsDecayed).Select(tensor => tensor.Name).ToHashSet(),
        };
    }

    private static IEnumerable<PlannedTensor> Plan(LowRankGroup group, IReadOnlyList<MatrixShape> matrices, long seed)
    {
        foreach (var target in group.Targets)
        {
            if (!matrices.Any(matrix => matrix.IsTargetedBy(target)))
                throw new ArgumentException(
                    $"Adapter target '{target}' names no matrix of the decoder; use one of "
                    + $"{string.Join(", ", matrices.Select(m => m.Name.Split('.')[^1]).Distinct())}.");
        }

        long ranks = (long)group.Entries * group.Rank;
        foreach (var matrix in matrices.Where(matrix => group.Targets.Any(matrix.IsTargetedBy)))
        {
            // As PEFT starts: down projection Kaiming-uniform with a = sqrt(5), up projection zero.
            var down = new SeededRandom(seed, group.DownName(matrix.Name)).Uniforms(ranks * matrix.Columns, 1 / Math.Sqrt(matrix.Columns));
            yield return new PlannedTensor(
                group.DownName(matrix.Name), [ranks, matrix.Columns], group.IsTrained, down) { IsDecayed = group.IsDecayed };
            yield return new PlannedTensor(
                group.UpName(matrix.Name), [matrix.Rows, ranks], group.IsTrained) { IsDecayed = group.IsDecayed };
        }
    }

    private static Tensor Make(PlannedTensor planned, Tensor? restored, Device device)
    {
        long[] shape = [.. planned.Shape];
        if (restored is not null && restored.shape.SequenceEqual(shape))
            return restored;
        var values = planned.Initial is null ? zeros(shape, device: device) : tensor(planned.Initial, shape, device: device);
        values.DetachFromDisposeScope();
        if (restored is not null)
            FillStart(planned, values, restored);
        return values;
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
