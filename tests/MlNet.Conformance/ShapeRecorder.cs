using Microsoft.ML;

namespace MlopsCl.MlNet.Conformance;

/// <summary>A step from outside of ML.NET that records which shape it was shown, and passes rows on unchanged.</summary>
public sealed class ShapeRecorder : IEstimator<Unchanged>
{
    public SchemaShape Seen { get; private set; } = new([]);

    public SchemaShape GetOutputSchema(SchemaShape inputSchema) => Seen = inputSchema;

    public Unchanged Fit(IDataView input) => new();
}
