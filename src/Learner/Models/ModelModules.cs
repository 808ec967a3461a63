using MlopsCl.Learner.Adapters;

namespace MlopsCl.Learner.Models;

/// <summary>The parts of a model that adapters can name, without any weight loaded.</summary>
/// <param name="Matrices">Matrices that can carry increments: those of the decoder's and the vision tower's layers and of the projector.</param>
/// <param name="Parameters">Shapes of all parameters by name.</param>
internal sealed record ModelModules(IReadOnlyList<MatrixShape> Matrices, IReadOnlyDictionary<string, long[]> Parameters)
{
    private const string Weight = ".weight";

    public static ModelModules Of(LlavaConfig config)
    {
        var parameters = ParameterShapes.Of(config).ToDictionary(parameter => parameter.Name, parameter => parameter.Shape);
        var matrices = parameters.Where(IsMatrix).Select(pair => new MatrixShape(pair.Key[..^Weight.Length], pair.Value[0], pair.Value[1]));
        return new ModelModules([.. matrices], parameters);
    }

    /// <summary>The modules that hold parameters and can carry no increments: norms, embeddings, the output head.</summary>
    public IEnumerable<string> Others => Parameters.Keys.Select(name => name[..name.LastIndexOf('.')]).Distinct()
        .Except(Matrices.Select(matrix => matrix.Name));

    /// <summary>The matrices that a group puts increments on.</summary>
    /// <exception cref="ArgumentException">It selects none, or a module that can carry none.</exception>
    public IReadOnlyList<MatrixShape> SelectedBy(LowRankGroup group)
    {
        ThrowIfIdle(group);
        return [.. Matrices.Where(matrix => matrix.IsTargetedBy(group))];
    }

    /// <summary>The parameters that a group trains whole.</summary>
    /// <exception cref="ArgumentException">It names no module, or one that can only be frozen.</exception>
    public IReadOnlyList<string> SavedBy(LowRankGroup group)
    {
        foreach (var module in group.SavedModules ?? [])
        {
            var held = Parameters.Keys.Where(name => SavedModule.NameOf(group with { SavedModules = [module] }, name) is not null).ToList();
            if (held.Count == 0)
                throw new ArgumentException($"modules_to_save names '{module}', which is no module of this model; use multi_modal_projector.");
            if (held.FirstOrDefault(name => !Matrices.Any(matrix => name.StartsWith(matrix.Name + ".", StringComparison.Ordinal))) is { } frozen)
                throw new ArgumentException(
                    $"modules_to_save names '{module}', which holds '{frozen}'; only matrices of the projector, the decoder's and the tower's layers are "
                    + "trained whole, so use multi_modal_projector.");
        }

        return [.. Parameters.Keys.Where(name => SavedModule.NameOf(group, name) is not null)];
    }

    private static bool IsMatrix(KeyValuePair<string, long[]> parameter) =>
        parameter.Value.Length == 2 && parameter.Key.EndsWith(Weight, StringComparison.Ordinal)
        && parameter.Key is not (ParameterNames.Embedding or ParameterNames.Head)
        && !parameter.Key.EndsWith("embedding.weight", StringComparison.Ordinal);

    private void ThrowIfIdle(LowRankGroup group)
    {
        string Ends() => string.Join(", ", Matrices.Select(matrix => matrix.Name.Split('.')[^1]).Distinct());
        if (group.Modules is null)
        {
            if (group.Targets.FirstOrDefault(target => !Matrices.Any(matrix => matrix.IsTargetedBy(group with { Targets = [target] }))) is { } idle)
                throw new ArgumentException($"Adapter target '{idle}' names no matrix of the decoder; use one of {Ends()}.");
            return;
        }

        if (!Matrices.Any(matrix => matrix.IsTargetedBy(group)))
            throw new ArgumentException($"target_modules '{group.Modules}' selects no matrix of this model; its matrices end with {Ends()}.");
        if (group.Modules.Pattern != ModuleSelection.AllLinear && Others.FirstOrDefault(group.Modules.Selects) is { } other)
            throw new ArgumentException(
                $"target_modules '{group.Modules}' selects '{other}', which is no matrix that can carry increments here; leave it out.");
    }
}
