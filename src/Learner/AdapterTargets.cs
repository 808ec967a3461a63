using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Models;

namespace MlopsCl.Learner;

/// <summary>What a training's adapters reach in a model, from its <c>config.json</c> alone; no weight is read.</summary>
public static class AdapterTargets
{
    /// <summary>Finds the matrices and modules that training options name.</summary>
    /// <param name="baseModelFolder">The base model's folder.</param>
    /// <param name="training">The options.</param>
    /// <exception cref="ArgumentException">The options name no matrix, or a module that can carry no adapter or be trained whole.</exception>
    /// <exception cref="FileNotFoundException">The folder has no <c>config.json</c>.</exception>
    /// <exception cref="InvalidDataException"><c>config.json</c> is not of a model that this program runs.</exception>
    public static AdapterReach Of(string baseModelFolder, TrainingOptions training)
    {
        var (group, modules) = (DefaultLora.Begin(training), ModelModules.Of(LlavaConfigFile.Read(baseModelFolder)));
        var (matrices, saved) = (modules.SelectedBy(group), modules.SavedBy(group));
        var trained = matrices.Sum(matrix => (matrix.Rows + matrix.Columns) * group.RankOf(matrix.Name) + (group.HasMagnitude ? matrix.Rows : 0))
            + saved.Sum(parameter => modules.Parameters[parameter].Aggregate(1L, (product, size) => product * size));
        return new AdapterReach([.. matrices.Select(matrix => matrix.Name).Order(StringComparer.Ordinal)], [.. saved.Order(StringComparer.Ordinal)], trained);
    }
}
