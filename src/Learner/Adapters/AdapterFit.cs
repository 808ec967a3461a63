using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Adapters;

/// <summary>Holds an adapter's tensors against its settings and a model.</summary>
/// <param name="saved">The adapter.</param>
/// <param name="modules">The model's parts.</param>
internal sealed class AdapterFit(SavedAdapters saved, ModelModules modules)
{
    /// <summary>The adapter with module names of today.</summary>
    /// <exception cref="InvalidDataException">Something does not fit; the message lists all problems.</exception>
    public SavedAdapters Check(string origin)
    {
        try
        {
            var groups = saved.Record.Groups.Select(Renamed).ToList();
            var problems = groups.SelectMany(Problems).Concat(Strangers(groups)).ToList();
            if (problems.Count > 0)
                throw new InvalidDataException($"{origin} does not fit the base model in {problems.Count} places; fetch the model that it was made for."
                    + string.Concat(problems.Select(problem => $"\n  {problem}")));
            return saved with { Record = saved.Record with { Groups = groups }, Generation = KeyGeneration.Current };
        }
        catch (ArgumentException error)
        {
            throw new InvalidDataException($"{origin}: {error.Message}", error);
        }
    }

    // Settings that mean names of another time are written out matrix by matrix.
    private LowRankGroup Renamed(LowRankGroup group)
    {
        if (group.Modules is null || saved.Generation == KeyGeneration.Current)
            return group;
        var then = saved.Generation.NameOf;
        bool IsSelected(MatrixShape matrix) => (matrix with { Name = then(matrix.Name) }).IsTargetedBy(group);
        var differs = modules.Matrices.Any(matrix => IsSelected(matrix) != matrix.IsTargetedBy(group)
            || group.RankOf(matrix.Name) != group.RankOf(then(matrix.Name)) || group.AlphaOf(matrix.Name) != group.AlphaOf(then(matrix.Name)));
        if (!differs)
            return group;
        var selected = modules.Matrices.Where(IsSelected).Select(matrix => matrix.Name).ToList();
        IReadOnlyList<ModuleValue>? Explicit(IReadOnlyList<ModuleValue>? values) => values is null
            ? null
            : [.. selected.Select(name => (name, Value: ModuleValue.Find(values, then(name)))).Where(pair => pair.Value is not null)
                .Select(pair => new ModuleValue(pair.name.Replace(".", @"\."), pair.Value!.Value))];
        return group with
        {
            Modules = new ModuleSelection { Names = selected },
            RankPattern = Explicit(group.RankPattern),
            AlphaPattern = Explicit(group.AlphaPattern),
        };
    }

    private IEnumerable<string> Problems(LowRankGroup group)
    {
        var carrying = modules.Matrices.Where(matrix => saved.Tensors.ContainsKey(group.DownName(matrix.Name))).ToList();
        var wanted = group.Modules is null ? carrying : modules.SelectedBy(group);
        foreach (var matrix in carrying.Except(wanted))
            yield return $"it has tensors for '{matrix.Name}', which target_modules '{group.Modules}' does not select";
        foreach (var matrix in wanted)
        {
            var ranks = (long)group.Entries * group.RankOf(matrix.Name);
            var problems = Wrong(group.DownName(matrix.Name), ranks, matrix.Columns).Concat(Wrong(group.UpName(matrix.Name), matrix.Rows, ranks))
                .Concat(group.HasMagnitude ? Wrong(group.MagnitudeName(matrix.Name), matrix.Rows) : []);
            foreach (var problem in problems)
                yield return problem;
        }

        foreach (var problem in modules.SavedBy(group).SelectMany(name => Wrong(SavedModule.NameOf(group, name)!, modules.Parameters[name])))
            yield return problem;
    }

    private IEnumerable<string> Wrong(string name, params long[] shape)
    {
        if (!saved.Tensors.TryGetValue(name, out Tensor? tensor))
            yield return $"'{name}' is missing";
        else if (!tensor.shape.SequenceEqual(shape))
            yield return $"'{name}' is [{string.Join(", ", tensor.shape)}] and should be [{string.Join(", ", shape)}]";
    }

    // Low-rank tensors and saved parameters that the model has no place for.
    private IEnumerable<string> Strangers(IReadOnlyList<LowRankGroup> groups)
    {
        var known = groups.SelectMany(group => modules.Matrices
                .SelectMany(matrix => new[] { group.DownName(matrix.Name), group.UpName(matrix.Name), group.MagnitudeName(matrix.Name) })
                .Concat(modules.Parameters.Keys.Select(name => SavedModule.NameOf(group, name) ?? "")))
            .ToHashSet();
        return saved.Tensors.Keys.Where(name => PeftKeys.FromName(name) is not null && !known.Contains(name))
            .Select(name => $"it has '{name}', which the model has no place for");
    }
}
