namespace Microsoft.ML.Data;

/// <summary>Knows which column type a member of the user's own type has.</summary>
public static class DataViewTypeManager
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<Type, List<(DataViewTypeAttribute Attribute, DataViewType ViewType)>> Known = [];

    /// <summary>Declares the column type of members of a .NET type.</summary>
    /// <param name="dataViewType">The column type; its raw type is <paramref name="type"/>.</param>
    /// <param name="type">The type of the member.</param>
    /// <param name="typeAttribute">The attribute that the member carries, null for members without one.</param>
    /// <exception cref="InvalidOperationException">Another column type was declared for the same pair.</exception>
    public static void Register(DataViewType dataViewType, Type type, DataViewTypeAttribute typeAttribute = null)
    {
        ArgumentNullException.ThrowIfNull(dataViewType);
        ArgumentNullException.ThrowIfNull(type);
        lock (Gate)
        {
            var known = Find(type, typeAttribute);
            if (known is not null && !known.Equals(dataViewType))
                throw new InvalidOperationException(
                    $"{type} is already registered as {known}; it cannot be {dataViewType} too. Give the member another attribute.");
            if (known is not null)
                return;
            if (!Known.TryGetValue(type, out var entries))
                Known[type] = entries = [];
            entries.Add((typeAttribute, dataViewType));
        }
    }

    internal static DataViewType Resolve(Type type, DataViewTypeAttribute attribute)
    {
        attribute?.Register();
        lock (Gate)
            return Find(type, attribute);
    }

    private static DataViewType Find(Type type, DataViewTypeAttribute attribute) =>
        Known.TryGetValue(type, out var entries)
            ? entries.FirstOrDefault(e => e.Attribute is null ? attribute is null : attribute is not null && e.Attribute.Equals(attribute)).ViewType
            : null;
}
