namespace MlopsCl.Pipeline.Datasets;

/// <summary>Where a dataset is: a path or <c>file:///</c> address, <c>store:NAME</c>, or the address of a blob.</summary>
public static class DatasetAddress
{
    internal const string StorePrefix = "store:";
    private const string FileScheme = "file:";

    /// <summary>The path of what lies in the file system of this machine, as it was written; null for what a store or another server holds.</summary>
    /// <param name="address">A path, or an address.</param>
    public static string? LocalPath(string address)
    {
        if (address.StartsWith(FileScheme, StringComparison.OrdinalIgnoreCase))
            return Uri.TryCreate(address, UriKind.Absolute, out var file) && file.Host.Length == 0 ? file.LocalPath : null;
        var isElsewhere = address.StartsWith(StorePrefix, StringComparison.Ordinal) || address.Contains("://", StringComparison.Ordinal);
        return isElsewhere ? null : address;
    }
}
