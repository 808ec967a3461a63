using System.IO.Compression;

namespace MlopsCl.Pipeline.Datasets;

/// <summary>The files of a .zip archive.</summary>
internal static class ZipFiles
{
    private const int UnixTypeShift = 16, UnixTypeMask = 0xF000, UnixFile = 0x8000, UnixFolder = 0x4000;

    public static IEnumerable<ArchiveFile> Read(FileStream archive, DatasetLimits limits)
    {
        using var zip = new ZipArchive(archive, ZipArchiveMode.Read);
        if (zip.Entries.Count > limits.Entries)
            throw new DatasetRejectedException(
                DatasetFault.ArchiveTooLarge,
                $"The archive holds {zip.Entries.Count} entries, more than {limits.Entries}. Split the dataset, or raise the limit on entries.");
        foreach (var entry in zip.Entries)
        {
            var type = (entry.ExternalAttributes >> UnixTypeShift) & UnixTypeMask;
            if (type is not (0 or UnixFile or UnixFolder) || entry.IsEncrypted)
                throw new DatasetRejectedException(
                    DatasetFault.UnsafeArchive, $"Entry '{entry.FullName}' is {(entry.IsEncrypted ? "encrypted" : "a link or a device")}; " +
                        "an archive holds plain files and folders only. Pack it anew.");
            if (entry.FullName.EndsWith('/'))
                continue;
            using var content = new BoundedStream(entry.Open(), () => Math.Max(1, entry.CompressedLength), limits, $"Entry '{entry.FullName}'");
            yield return new ArchiveFile(entry.FullName, content);
        }
    }
}
