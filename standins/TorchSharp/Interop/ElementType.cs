using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>Which C# type holds an element of which type.</summary>
internal static class ElementType
{
    private static readonly Dictionary<Type, ScalarType> Types = new()
    {
        [typeof(bool)] = ScalarType.Bool,
        [typeof(byte)] = ScalarType.Byte,
        [typeof(sbyte)] = ScalarType.Int8,
        [typeof(short)] = ScalarType.Int16,
        [typeof(int)] = ScalarType.Int32,
        [typeof(long)] = ScalarType.Int64,
        [typeof(Half)] = ScalarType.Float16,
        [typeof(float)] = ScalarType.Float32,
        [typeof(double)] = ScalarType.Float64,
    };

    /// <exception cref="ArgumentException">No element type corresponds.</exception>
    public static ScalarType Of(Type type) => Types.TryGetValue(type, out var found)
        ? found
        : throw new ArgumentException($"A tensor cannot hold {type}. It holds {string.Join(", ", Types.Keys.Select(t => t.Name))}.");
}
