using Microsoft.ML.Data;

namespace MlopsCl.Transforms.Featurizing;

/// <summary>The added column as a class: columns of a shape cannot be made otherwise from outside of ML.NET. A shape tells no size.</summary>
internal sealed class FeatureShape
{
    [VectorType(1)]
    public float[] Features { get; set; } = [];
}
