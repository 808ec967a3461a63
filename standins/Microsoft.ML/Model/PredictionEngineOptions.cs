using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>How a prediction engine binds its classes.</summary>
public sealed class PredictionEngineOptions
{
    /// <summary>Whether members without an output column stay as they are.</summary>
    public bool IgnoreMissingColumns = true;

    /// <summary>Renames or retypes input columns.</summary>
    public SchemaDefinition InputSchemaDefinition;

    /// <summary>Renames output columns.</summary>
    public SchemaDefinition OutputSchemaDefinition;

    /// <summary>Whether disposing the engine disposes the transformer.</summary>
    public bool OwnsTransformer = true;

    /// <summary>The defaults.</summary>
    public PredictionEngineOptions()
    {
    }
}
