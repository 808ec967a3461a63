namespace Microsoft.ML.Data;

/// <summary>Copies vectors.</summary>
internal static class VectorCopy
{
    /// <summary>Copies into the storage of the destination.</summary>
    public static void Copy<TItem>(ref VBuffer<TItem> source, ref VBuffer<TItem> destination) => source.CopyTo(ref destination);
}
