using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Saves, loads and applies models.</summary>
public sealed class ModelOperationsCatalog
{
    private readonly IHostEnvironment _environment;

    internal ModelOperationsCatalog(IHostEnvironment environment) => _environment = environment;

    /// <summary>Saves a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputSchema">The columns that it takes; may be null.</param>
    /// <param name="stream">Receives a zip; stays open.</param>
    /// <exception cref="InvalidOperationException">A step of the model cannot be saved.</exception>
    public void Save(ITransformer model, DataViewSchema inputSchema, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        ModelFile.Save(model, inputSchema, stream);
    }

    /// <summary>Saves a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputSchema">The columns that it takes; may be null.</param>
    /// <param name="filePath">The file to write.</param>
    /// <exception cref="InvalidOperationException">A step of the model cannot be saved.</exception>
    public void Save(ITransformer model, DataViewSchema inputSchema, string filePath)
    {
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        using var stream = File.Create(filePath);
        Save(model, inputSchema, stream);
    }

    /// <summary>Loads a model. The code of custom mappings comes from the assemblies that the file names: load trusted files only.</summary>
    /// <param name="stream">A zip; stays open.</param>
    /// <param name="inputSchema">The columns that the model takes; null where they were not saved.</param>
    /// <returns>The model; a chain comes back as a chain of <see cref="ITransformer"/>.</returns>
    /// <exception cref="InvalidOperationException">The file is no model of this library, or a contract is unknown.</exception>
    public ITransformer Load(Stream stream, out DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ModelFile.Load(stream, _environment.ComponentCatalog, out inputSchema);
    }

    /// <summary>Loads a model. The code of custom mappings comes from the assemblies that the file names: load trusted files only.</summary>
    /// <param name="filePath">The file.</param>
    /// <param name="inputSchema">The columns that the model takes; null where they were not saved.</param>
    /// <returns>The model; a chain comes back as a chain of <see cref="ITransformer"/>.</returns>
    /// <exception cref="InvalidOperationException">The file is no model of this library, or a contract is unknown.</exception>
    public ITransformer Load(string filePath, out DataViewSchema inputSchema)
    {
        ArgumentException.ThrowIfNullOrEmpty(filePath);
        using var stream = File.OpenRead(filePath);
        return Load(stream, out inputSchema);
    }

    /// <summary>An engine that answers object by object. It disposes the transformer when it is disposed.</summary>
    /// <typeparam name="TSrc">Its readable members are the input columns.</typeparam>
    /// <typeparam name="TDst">Its writable members receive the output columns.</typeparam>
    /// <param name="transformer">The model.</param>
    /// <param name="ignoreMissingColumns">Whether members without an output column stay as they are.</param>
    /// <param name="inputSchemaDefinition">Renames or retypes input columns.</param>
    /// <param name="outputSchemaDefinition">Renames output columns.</param>
    /// <returns>An engine.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The model does not map row by row, or a column is missing.</exception>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(
        ITransformer transformer,
        bool ignoreMissingColumns = true,
        SchemaDefinition inputSchemaDefinition = null,
        SchemaDefinition outputSchemaDefinition = null)
        where TSrc : class
        where TDst : class, new() =>
        CreatePredictionEngine<TSrc, TDst>(transformer, new PredictionEngineOptions
        {
            IgnoreMissingColumns = ignoreMissingColumns,
            InputSchemaDefinition = inputSchemaDefinition,
            OutputSchemaDefinition = outputSchemaDefinition,
        });

    /// <summary>An engine that answers object by object, for the columns of a schema. It disposes the transformer when it is disposed.</summary>
    /// <typeparam name="TSrc">Has a readable member for each input column.</typeparam>
    /// <typeparam name="TDst">Its writable members receive the output columns.</typeparam>
    /// <param name="transformer">The model.</param>
    /// <param name="inputSchema">The input columns.</param>
    /// <returns>An engine.</returns>
    /// <exception cref="InvalidOperationException">A column of the schema has no member.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The model does not map row by row, or a column is missing.</exception>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, DataViewSchema inputSchema)
        where TSrc : class
        where TDst : class, new()
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return CreatePredictionEngine<TSrc, TDst>(transformer, new PredictionEngineOptions
        {
            IgnoreMissingColumns = false,
            InputSchemaDefinition = SchemaMatch.Definition(typeof(TSrc), inputSchema),
        });
    }

    /// <summary>An engine that answers object by object.</summary>
    /// <typeparam name="TSrc">Its readable members are the input columns.</typeparam>
    /// <typeparam name="TDst">Its writable members receive the output columns.</typeparam>
    /// <param name="transformer">The model.</param>
    /// <param name="options">How to bind, and whether the engine owns the model.</param>
    /// <returns>An engine.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The model does not map row by row, or a column is missing.</exception>
    public PredictionEngine<TSrc, TDst> CreatePredictionEngine<TSrc, TDst>(ITransformer transformer, PredictionEngineOptions options)
        where TSrc : class
        where TDst : class, new()
    {
        ArgumentNullException.ThrowIfNull(transformer);
        ArgumentNullException.ThrowIfNull(options);
        return new PredictionEngine<TSrc, TDst>(transformer, options);
    }
}
