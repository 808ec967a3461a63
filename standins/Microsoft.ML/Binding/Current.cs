namespace Microsoft.ML.Data;

/// <summary>The object that getters read at this moment.</summary>
internal sealed class Current<TRow>
    where TRow : class
{
    internal TRow Row { private get; set; }

    internal TRow Get() => Row ?? throw new InvalidOperationException("Not on a row. Call MoveNext first, and read no more once it has given false.");
}
