using Microsoft.ML;
using MlopsCl.Transforms.Engines;

namespace MlopsCl.Transforms;

/// <summary>Opens the catalogue of continual learning.</summary>
public static class ContinualLearningExtensions
{
    /// <summary>Estimators and views of continual learning for vision-language models.</summary>
    /// <param name="mlContext">The context that gives device, seed and log.</param>
    /// <returns>A catalogue.</returns>
    public static ContinualLearningCatalog ContinualLearning(this MLContext mlContext)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        return new ContinualLearningCatalog(mlContext, SharedEngines.Default);
    }
}
