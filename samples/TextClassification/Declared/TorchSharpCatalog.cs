using Microsoft.ML.TorchSharp.NasBert;

namespace Microsoft.ML.TorchSharp;

/// <summary>
/// The one method of the package that this sample calls, with the parameters that Microsoft.ML.TorchSharp 0.23.0 declares (its <c>architecture</c>, which
/// has a default, left out): this sample is compiled against it where the package cannot be restored.
/// </summary>
internal static class TorchSharpCatalog
{
    /// <summary>The package's text classifier.</summary>
    /// <exception cref="PlatformNotSupportedException">Always: the package is not here.</exception>
    public static TextClassificationTrainer TextClassification(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = "Label",
        string scoreColumnName = "Score",
        string outputColumnName = "PredictedLabel",
        string sentence1ColumnName = "Sentence1",
        string? sentence2ColumnName = null,
        int batchSize = 32,
        int maxEpochs = 10,
        IDataView? validationSet = null) => throw new PlatformNotSupportedException(
            "This sample was built without the package Microsoft.ML.TorchSharp. Run samples/TextClassification/run, which restores it.");
}
