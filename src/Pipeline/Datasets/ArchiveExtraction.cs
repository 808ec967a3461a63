namespace MlopsCl.Pipeline.Datasets;

/// <summary>Unpacks an archive into a folder: file by file, each name and each byte checked, nothing but regular files.</summary>
internal static class ArchiveExtraction
{
    private const int Buffer = 1 << 16;
    private static readonly string[] Extensions = [".tar", ".tar.gz", ".tgz", ".zip"];

    /// <summary>Unpacks; the folder appears whole or not at all, and one that is there already is taken as it is.</summary>
    /// <exception cref="DatasetRejectedException">The archive is unsafe, too large, broken, or of no known kind.</exception>
    public static async Task UnpackAsync(FileStream archive, string name, string folder, DatasetLimits limits, CancellationToken cancellation)
    {
        if (Directory.Exists(folder))
            return;
        var partial = folder + ".partial";
        if (Directory.Exists(partial))
            Directory.Delete(partial, recursive: true);
        Directory.CreateDirectory(partial);
        try
        {
            var most = Math.Min(limits.TotalBytes, Math.Max(limits.RatioFreeBytes, (long)(limits.CompressionRatio * archive.Length)));
            await WriteAllAsync(Open(archive, name, limits), partial, most, limits, cancellation);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or NotSupportedException or OverflowException)
        {
            throw new DatasetRejectedException(DatasetFault.UnsafeArchive, $"The archive cannot be read: {e.Message} Pack it anew.", e);
        }

        Directory.Move(partial, folder);
    }

    /// <exception cref="DatasetRejectedException">The name is not that of an archive that can be read.</exception>
    public static void CheckName(string name)
    {
        if (!Extensions.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase)))
            throw new DatasetRejectedException(DatasetFault.Address, $"'{name}' is neither a folder nor an archive that can be read; use a folder, {string.Join(", ", Extensions[..^1])} or {Extensions[^1]}.");
    }

    private static IEnumerable<ArchiveFile> Open(FileStream archive, string name, DatasetLimits limits)
    {
        CheckName(name);
        if (name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            return ZipFiles.Read(archive, limits);
        return TarFiles.Read(archive, isGzip: name.EndsWith("gz", StringComparison.OrdinalIgnoreCase), limits);
    }

    private static async Task WriteAllAsync(IEnumerable<ArchiveFile> files, string folder, long most, DatasetLimits limits, CancellationToken cancellation)
    {
        var (count, total, buffer) = (0, 0L, new byte[Buffer]);
        foreach (var file in files)
        {
            if (++count > limits.Entries)
                throw new DatasetRejectedException(DatasetFault.ArchiveTooLarge, $"The archive holds more than {limits.Entries} files. Split the dataset, or raise the limit on entries.");
            if (EntryName.Fault(file.Name) is { } fault)
                throw new DatasetRejectedException(DatasetFault.UnsafeArchive, $"Entry '{Printable(file.Name)}' is refused: {fault}. Pack it anew with relative names.");
            total += await WriteAsync(file, EntryName.Under(folder, file.Name), buffer, limits, cancellation);
            if (total > most)
                throw new DatasetRejectedException(DatasetFault.ArchiveTooLarge, $"The archive unpacks to more than {most} bytes, which is too much for its size. Split the dataset, or raise the limits on total bytes and ratio.");
        }
    }

    private static async Task<long> WriteAsync(ArchiveFile file, string path, byte[] buffer, DatasetLimits limits, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (Path.Exists(path))
            throw new DatasetRejectedException(DatasetFault.UnsafeArchive, $"Entry '{Printable(file.Name)}' occurs twice. Pack the archive anew.");
        await using var output = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        var written = 0L;
        for (int read; (read = await file.Content.ReadAsync(buffer, cancellation)) > 0;)
        {
            written += read;
            if (written > limits.FileBytes)
                throw new DatasetRejectedException(DatasetFault.ArchiveTooLarge, $"Entry '{Printable(file.Name)}' unpacks to more than {limits.FileBytes} bytes. Split it, or raise the limit on file bytes.");
            await output.WriteAsync(buffer.AsMemory(0, read), cancellation);
        }

        return written;
    }

    private static string Printable(string name) => new([.. name.Take(200).Select(c => char.IsControl(c) ? '?' : c)]);
}
