using System.Collections;
using System.Text.Json.Nodes;

namespace Microsoft.ML.Data;

/// <summary>Transformers one after another.</summary>
/// <typeparam name="TLastTransformer">The type of the last one.</typeparam>
public sealed class TransformerChain<TLastTransformer> : ITransformer, IEnumerable<ITransformer>, IDisposable
    where TLastTransformer : class, ITransformer
{
    /// <summary>The last transformer, null in an empty chain.</summary>
    public readonly TLastTransformer LastTransformer;

    private readonly ITransformer[] _transformers;
    private readonly TransformerScope[] _scopes;
    private bool _disposed;

    /// <summary>A chain of steps with the times at which they are needed.</summary>
    /// <param name="transformers">The steps; the last is a <typeparamref name="TLastTransformer"/>.</param>
    /// <param name="scopes">One for each step.</param>
    /// <exception cref="ArgumentOutOfRangeException">The numbers differ, or the last step is of another type.</exception>
    public TransformerChain(IEnumerable<ITransformer> transformers, IEnumerable<TransformerScope> scopes)
    {
        ArgumentNullException.ThrowIfNull(transformers);
        ArgumentNullException.ThrowIfNull(scopes);
        _transformers = [.. transformers];
        _scopes = [.. scopes];
        if (_transformers.Length != _scopes.Length)
            throw new ArgumentOutOfRangeException(
                nameof(scopes), $"There are {_scopes.Length} scopes for {_transformers.Length} transformers. Give one for each.");
        if (_transformers.Length > 0)
            LastTransformer = _transformers[^1] as TLastTransformer
                ?? throw new ArgumentOutOfRangeException(
                    nameof(transformers), $"The last transformer is {_transformers[^1].GetType()}, not {typeof(TLastTransformer)}.");
    }

    /// <summary>A chain of steps that are always needed.</summary>
    /// <param name="transformers">The steps; the last is a <typeparamref name="TLastTransformer"/>.</param>
    public TransformerChain(params ITransformer[] transformers)
        : this(transformers, transformers.Select(_ => TransformerScope.Everything))
    {
    }

    bool ITransformer.IsRowToRowMapper => _transformers.All(t => t.IsRowToRowMapper);

    /// <summary>Applies the steps that scoring needs. Nothing is computed before a cursor reads.</summary>
    /// <param name="input">The rows.</param>
    /// <returns>A view of the transformed rows.</returns>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(input.Schema);
        return GetModelFor(TransformerScope.Scoring).Aggregate(input, (view, step) => step.Transform(view));
    }

    /// <summary>The columns after the last step that scoring needs.</summary>
    /// <param name="inputSchema">The columns before the first one.</param>
    /// <returns>The columns.</returns>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return GetModelFor(TransformerScope.Scoring).Aggregate(inputSchema, (schema, step) => step.GetOutputSchema(schema));
    }

    /// <summary>The chain of the steps that some time needs.</summary>
    /// <param name="scopeFilter">Steps whose scope shares a time with it are kept.</param>
    /// <returns>A chain.</returns>
    public TransformerChain<ITransformer> GetModelFor(TransformerScope scopeFilter)
    {
        var kept = Enumerable.Range(0, _transformers.Length).Where(i => (_scopes[i] & scopeFilter) != 0).ToArray();
        return new TransformerChain<ITransformer>(kept.Select(i => _transformers[i]), kept.Select(i => _scopes[i]));
    }

    /// <summary>A longer chain.</summary>
    /// <typeparam name="TNewLast">The type of the added step.</typeparam>
    /// <param name="transformer">The added step.</param>
    /// <param name="scope">When it is needed.</param>
    /// <returns>A new chain; this one stays as it is.</returns>
    public TransformerChain<TNewLast> Append<TNewLast>(TNewLast transformer, TransformerScope scope = TransformerScope.Everything)
        where TNewLast : class, ITransformer
    {
        ArgumentNullException.ThrowIfNull(transformer);
        return new TransformerChain<TNewLast>([.. _transformers, transformer], [.. _scopes, scope]);
    }

    /// <summary>Gives the steps in order.</summary>
    /// <returns>An enumerator.</returns>
    public IEnumerator<ITransformer> GetEnumerator() => ((IEnumerable<ITransformer>)_transformers).GetEnumerator();

    /// <summary>Disposes the steps that can be disposed.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        foreach (var step in _transformers.OfType<IDisposable>())
            step.Dispose();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        if (_transformers.FirstOrDefault(t => !t.IsRowToRowMapper) is { } step)
            throw new InvalidOperationException($"{step.GetType()} does not map row by row, so the chain does not. Transform a view instead.");
        var mappers = new List<IRowToRowMapper>();
        foreach (var transformer in _transformers)
            mappers.Add(transformer.GetRowToRowMapper(mappers.Count == 0 ? inputSchema : mappers[^1].OutputSchema));
        return new ChainRowMapper(inputSchema, mappers);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        for (var i = 0; i < _transformers.Length; i++)
            ctx.WritePart(i, _transformers[i]);
        ctx.Write(ModelKinds.Chain, new JsonObject { ["scopes"] = new JsonArray([.. _scopes.Select(s => JsonValue.Create((int)s))]) });
    }
}
