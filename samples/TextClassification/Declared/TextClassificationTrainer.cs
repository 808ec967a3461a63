namespace Microsoft.ML.TorchSharp.NasBert;

/// <summary>As much of the package's trainer as a chain asks of it: this sample is compiled against it where the package cannot be restored.</summary>
internal abstract class TextClassificationTrainer : IEstimator<ITransformer>
{
    /// <inheritdoc/>
    public abstract ITransformer Fit(IDataView input);

    /// <inheritdoc/>
    public abstract SchemaShape GetOutputSchema(SchemaShape inputSchema);
}
