namespace MlopsCl.Pipeline.Datasets;

/// <summary>
/// Unpacks an archive: file by file, each name and each byte checked, nothing but regular files. Small files stay in memory up to a limit, the others
/// go into a folder.
/// </summary>
internal sealed class ArchiveExtraction
{
    private const int Buffer = 1 << 16, LargestHeld = 1 << 18;
    private const long MostHeld = 1L << 28;
    private static readonly string[] Extensions = [".tar", ".tar.gz", ".tgz", ".zip"];

    private readonly string _folder;
    private readonly DatasetLimits _limits;
    private readonly byte[] _buffer = new byte[Buffer];
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _held = [];
    private long _heldBytes;

    private ArchiveExtraction(string folder, DatasetLimits limits) => (_folder, _limits) = (folder, limits);

    /// <summary>Unpacks; what the folder held before is removed.</summary>
    /// <exception cref="DatasetRejectedException">The archive is unsafe, too large, broken, or of no known kind.</exception>
    public static async Task<DatasetFiles> UnpackAsync(FileStream archive, string name, string folder, DatasetLimits limits, CancellationToken cancellation)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
        var extraction = new ArchiveExtraction(folder, limits);
        try
        {
            var most = Math.Min(limits.TotalBytes, Math.Max(limits.RatioFreeBytes, (long)(limits.CompressionRatio * archive.Length)));
            await extraction.TakeAllAsync(Open(archive, name, limits), most, cancellation);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or NotSupportedException or OverflowException)
        {
            throw new DatasetRejectedException(DatasetFault.UnsafeArchive, $"The archive cannot be read: {e.Message} Pack it anew.", e);
        }

        return new DatasetFiles(folder, extraction._held);
    }

    /// <exception cref="DatasetRejectedException">The name is not that of an archive that can be read.</exception>
    public static void CheckName(string name)
    {
        if (!Extensions.Any(extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase)))
            throw new DatasetRejectedException(
                DatasetFault.Address, $"'{name}' is neither a folder nor an archive that can be read; " +
                    $"use a folder, {string.Join(", ", Extensions[..^1])} or {Extensions[^1]}.");
    }

    private static IEnumerable<ArchiveFile> Open(FileStream archive, string name, DatasetLimits limits)
    {
        CheckName(name);
        if (name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            return ZipFiles.Read(archive, limits);
        return TarFiles.Read(archive, isGzip: name.EndsWith("gz", StringComparison.OrdinalIgnoreCase), limits);
    }

    private async Task TakeAllAsync(IEnumerable<ArchiveFile> files, long most, CancellationToken cancellation)
    {
        var (count, total) = (0, 0L);
        foreach (var file in files)
        {
            if (++count > _limits.Entries)
                throw TooLarge($"The archive holds more than {_limits.Entries} files. Split the dataset, or raise the limit on entries.");
            if (EntryName.Fault(file.Name) is { } fault)
                throw Unsafe($"Entry '{Printable(file.Name)}' is refused: {fault}. Pack it anew with relative names.");
            total += await TakeAsync(file, cancellation);
            if (total > most)
                throw TooLarge($"The archive unpacks to more than {most} bytes, which is too much for its size. " +
                    "Split the dataset, or raise the limits on total bytes and ratio.");
        }
    }

    /// <summary>Reads the beginning into memory; goes on to disk when the file is larger than what is held.</summary>
    private async Task<long> TakeAsync(ArchiveFile file, CancellationToken cancellation)
    {
        var name = EntryName.Plain(file.Name);
        var path = EntryName.Under(_folder, name);
        if (_held.ContainsKey(name) || Path.Exists(path))
            throw Unsafe($"Entry '{Printable(file.Name)}' occurs twice. Pack the archive anew.");
        using var head = new MemoryStream();
        var room = _heldBytes < MostHeld ? LargestHeld : 0;
        var (ended, written) = (false, 0L);
        while (head.Length <= room && !ended)
            ended = await CopyAsync(file, head, head.Length, cancellation) == 0;
        if (head.Length <= room && ended)
        {
            _held[name] = head.ToArray();
            _heldBytes += head.Length;
            return head.Length;
        }

        await using var output = CreateFile(path, file.Name);
        head.WriteTo(output);
        written = head.Length;
        for (int read; (read = await CopyAsync(file, output, written, cancellation)) > 0;)
            written += read;
        return written;
    }

    private async Task<int> CopyAsync(ArchiveFile file, Stream output, long before, CancellationToken cancellation)
    {
        var read = await file.Content.ReadAsync(_buffer, cancellation);
        if (before + read > _limits.FileBytes)
            throw TooLarge($"Entry '{Printable(file.Name)}' unpacks to more than {_limits.FileBytes} bytes. Split it, or raise the limit on file bytes.");
        await output.WriteAsync(_buffer.AsMemory(0, read), cancellation);
        return read;
    }

    private static FileStream CreateFile(string path, string name)
    {
        var folder = Path.GetDirectoryName(path)!;
        for (var above = folder; above is not null; above = Path.GetDirectoryName(above))
        {
            if (File.Exists(above))
                throw Unsafe($"Entry '{Printable(name)}' lies under another entry that is a file. Pack the archive anew.");
        }

        Directory.CreateDirectory(folder);
        return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
    }

    private static DatasetRejectedException TooLarge(string message) => new(DatasetFault.ArchiveTooLarge, message);

    private static DatasetRejectedException Unsafe(string message) => new(DatasetFault.UnsafeArchive, message);

    private static string Printable(string name) => new([.. name.Take(200).Select(c => char.IsControl(c) ? '?' : c)]);
}
