namespace Microsoft.ML.Data;

/// <summary>Copies a value so that the source's storage can be reused: vectors into storage of their own, anything else by assignment.</summary>
internal static class ValueCopy<TValue>
{
    internal delegate void Copier(ref TValue source, ref TValue destination);

    internal static Copier Copy { get; } = Make();

    private static Copier Make()
    {
        var type = typeof(TValue);
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(VBuffer<>))
            return static (ref TValue source, ref TValue destination) => destination = source;
        var method = typeof(VectorCopy).GetMethod(nameof(VectorCopy.Copy)).MakeGenericMethod(type.GetGenericArguments());
        return method.CreateDelegate<Copier>();
    }
}
