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

    private readonly ITransformer[] transformers;
    private readonly TransformerScope[] scopes;
    private bool disposed;

    /// <summary>A chain of steps with the times at which they are needed.</summary>
    /// <param name="transformers">The steps; the last is a <typeparamref name="TLastTransformer"/>.</param>
    /// <param name="scopes">One for each step.</param>
    /// <exception cref="ArgumentOutOfRangeException">The numbers differ, or the last step is of another type.</exception>
    public TransformerChain(IEnumerable<ITransformer> transformers, IEnumerable<TransformerScope> scopes)
    {
        ArgumentNullException.ThrowIfNull(transformers);
        ArgumentNullException.ThrowIfNull(scopes);
        this.transformers = [.. transformers];
        this.scopes = [.. scopes];
        if (this.transformers.Length != this.scopes.Length)
            throw new ArgumentOutOfRangeException(nameof(scopes), $"There are {this.scopes.Length} scopes for {this.transformers.Length} transformers. Give one for each.");
        if (this.transformers.Length > 0)
            LastTransformer = this.transformers[^1] as TLastTransformer
                ?? throw new ArgumentOutOfRangeException(nameof(transformers), $"The last transformer is {this.transformers[^1].GetType()}, not {typeof(TLastTransformer)}.");
    }

    /// <summary>A chain of steps that are always needed.</summary>
    /// <param name="transformers">The steps; the last is a <typeparamref name="TLastTransformer"/>.</param>
    public TransformerChain(params ITransformer[] transformers)
        : this(transformers, transformers.Select(_ => TransformerScope.Everything))
    {
    }

    bool ITransformer.IsRowToRowMapper => transformers.All(t => t.IsRowToRowMapper);

    /// <summary>Applies all steps. Nothing is computed before a cursor reads.</summary>
    /// <param name="input">The rows.</param>
    /// <returns>A view of the transformed rows.</returns>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        GetOutputSchema(input.Schema);
        return transformers.Aggregate(input, (view, step) => step.Transform(view));
    }

    /// <summary>The columns after the last step.</summary>
    /// <param name="inputSchema">The columns before the first one.</param>
    /// <returns>The columns.</returns>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return transformers.Aggregate(inputSchema, (schema, step) => step.GetOutputSchema(schema));
    }

    /// <summary>The chain of the steps that some time needs.</summary>
    /// <param name="scopeFilter">Steps whose scope shares a time with it are kept.</param>
    /// <returns>A chain.</returns>
    public TransformerChain<ITransformer> GetModelFor(TransformerScope scopeFilter)
    {
        var kept = Enumerable.Range(0, transformers.Length).Where(i => (scopes[i] & scopeFilter) != 0).ToArray();
        return new TransformerChain<ITransformer>(kept.Select(i => transformers[i]), kept.Select(i => scopes[i]));
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
        return new TransformerChain<TNewLast>([.. transformers, transformer], [.. scopes, scope]);
    }

    /// <summary>Gives the steps in order.</summary>
    /// <returns>An enumerator.</returns>
    public IEnumerator<ITransformer> GetEnumerator() => ((IEnumerable<ITransformer>)transformers).GetEnumerator();

    /// <summary>Disposes the steps that can be disposed.</summary>
    public void Dispose()
    {
        if (disposed)
            return;
        disposed = true;
        foreach (var step in transformers.OfType<IDisposable>())
            step.Dispose();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema)
    {
        if (transformers.FirstOrDefault(t => !t.IsRowToRowMapper) is { } step)
            throw new InvalidOperationException($"{step.GetType()} does not map row by row, so the chain does not. Transform a view instead.");
        var mappers = new List<IRowToRowMapper>();
        foreach (var transformer in transformers)
            mappers.Add(transformer.GetRowToRowMapper(mappers.Count == 0 ? inputSchema : mappers[^1].OutputSchema));
        return new ChainRowMapper(inputSchema, mappers);
    }

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        for (var i = 0; i < transformers.Length; i++)
            ctx.WritePart(i, transformers[i]);
        ctx.Write(ModelKinds.Chain, new JsonObject { ["scopes"] = new JsonArray([.. scopes.Select(s => JsonValue.Create((int)s))]) });
    }
}
