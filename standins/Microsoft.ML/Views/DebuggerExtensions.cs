using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Shows the first rows of things.</summary>
public static class DebuggerExtensions
{
    /// <summary>Reads the first rows of a view, every column of them.</summary>
    /// <param name="data">The view.</param>
    /// <param name="maxRows">How many rows to read.</param>
    /// <returns>The rows.</returns>
    public static DataDebuggerPreview Preview(this IDataView data, int maxRows = 100) => new(data, maxRows);

    /// <summary>Reads the first rows that a transformer gives, every column of them.</summary>
    /// <param name="transformer">The transformer.</param>
    /// <param name="data">What it transforms.</param>
    /// <param name="maxRows">How many rows to read.</param>
    /// <returns>The rows.</returns>
    public static DataDebuggerPreview Preview(this ITransformer transformer, IDataView data, int maxRows = 100)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        return new(transformer.Transform(data), maxRows);
    }
}
