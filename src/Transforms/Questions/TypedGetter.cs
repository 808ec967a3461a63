using Microsoft.ML;

namespace MlopsCl.Transforms.Questions;

/// <summary>Gives getters their types.</summary>
internal static class TypedGetter
{
    /// <summary>The getter with its type, or a refusal that names the column.</summary>
    /// <exception cref="InvalidOperationException">The column holds values of another type.</exception>
    internal static ValueGetter<TValue> As<TValue>(Delegate getter, DataViewSchema.Column column) =>
        getter as ValueGetter<TValue>
        ?? throw new InvalidOperationException($"Column '{column.Name}' holds {column.Type.RawType}; it cannot be read as {typeof(TValue)}.");
}
