using System.Formats.Tar;
using System.IO.Compression;

namespace MlopsCl.Pipeline.Datasets;

/// <summary>The files of a .tar or .tar.gz archive.</summary>
internal static class TarFiles
{
    public static IEnumerable<ArchiveFile> Read(FileStream archive, bool isGzip, DatasetLimits limits)
    {
        var unpacked = isGzip ? new GZipStream(archive, CompressionMode.Decompress) : (Stream)archive;
        using var bounded = new BoundedStream(unpacked, () => Math.Max(1, archive.Position), limits, "The archive");
        using var reader = new TarReader(bounded);
        while (reader.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes)
                continue;
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile))
            {
                throw new DatasetRejectedException(
                    DatasetFault.UnsafeArchive, $"Entry '{entry.Name}' is of the type {entry.EntryType}; an archive holds files and folders only. " +
                        "Pack it without links and devices (tar --dereference).");
            }

            yield return new ArchiveFile(entry.Name, entry.DataStream ?? Stream.Null);
        }
    }
}
