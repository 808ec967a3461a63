using Microsoft.ML;

namespace MlopsCl.Transforms.Tests;

/// <summary>A step that does nothing but remember what it was promised.</summary>
internal sealed class ShapeRecorder : IEstimator<ITransformer>
{
    public SchemaShape? Shape { get; private set; }

    public ITransformer Fit(IDataView input) => throw new InvalidOperationException("This step only looks at shapes.");

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Shape = inputSchema;
}
