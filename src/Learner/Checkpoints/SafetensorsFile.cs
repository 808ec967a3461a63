using System.Buffers.Binary;
using System.Collections.ObjectModel;
using System.IO.MemoryMappedFiles;
using Microsoft.Win32.SafeHandles;

namespace MlopsCl.Learner.Checkpoints;

/// <summary>
/// A safetensors file mapped into memory: opening reads the header only, and pages are loaded when touched. The mapping is
/// copy-on-write, so code that writes to a mapped weight changes its own copy and never the file.
/// </summary>
internal sealed unsafe class SafetensorsFile : IDisposable
{
    private readonly MemoryMappedFile _map;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private bool _disposed;

    private SafetensorsFile(string path, MemoryMappedFile map, long length)
    {
        Path = path;
        _map = map;
        _view = map.CreateViewAccessor(0, length, MemoryMappedFileAccess.CopyOnWrite);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _start = start + _view.PointerOffset;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Every tensor of the file by name.</summary>
    public IReadOnlyDictionary<string, SafetensorEntry> Entries { get; private set; } = ReadOnlyDictionary<string, SafetensorEntry>.Empty;

    /// <summary>The free text pairs of the header; empty if it has none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; private set; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>Maps a file and checks its header.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="CheckpointFormatException">The file breaks a rule of the format.</exception>
    public static SafetensorsFile Open(string path)
    {
        using SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        long length = RandomAccess.GetLength(handle);
        if (length < SafetensorsHeader.PrefixBytes)
        {
            throw new CheckpointFormatException(
                path, "offset 0",
                $"the file has {length} bytes and a safetensors file at least {SafetensorsHeader.PrefixBytes}; fetch it again.");
        }

        MemoryMappedFile map = MemoryMappedFile.CreateFromFile(
            handle, null, 0, MemoryMappedFileAccess.CopyOnWrite, HandleInheritability.None, leaveOpen: true);
        var file = new SafetensorsFile(path, map, length);
        try
        {
            file.ReadHeader(length);
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The bytes of a tensor, little endian, row-major.</summary>
    /// <exception cref="KeyNotFoundException">The file has no such tensor.</exception>
    /// <exception cref="InvalidOperationException">The tensor is larger than a span can be; use <see cref="Pointer"/>.</exception>
    public ReadOnlySpan<byte> Bytes(string name)
    {
        SafetensorEntry entry = Entry(name);
        return entry.Length <= int.MaxValue
            ? new ReadOnlySpan<byte>(Pointer(name), (int)entry.Length)
            : throw new InvalidOperationException(
                $"{Path}: {name} has {entry.Length} bytes and a span holds at most {int.MaxValue}; read it through Pointer.");
    }

    /// <summary>The address of a tensor's first byte, valid until this file is disposed.</summary>
    /// <exception cref="KeyNotFoundException">The file has no such tensor.</exception>
    /// <exception cref="ObjectDisposedException">The file was closed.</exception>
    public byte* Pointer(string name)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _start + Entry(name).Offset;
    }

    /// <summary>
    /// Maps a part of a tensor by itself: its pages leave this process again when the part is disposed, so that a large checkpoint can be
    /// read through little memory.
    /// </summary>
    /// <param name="name">The tensor's name.</param>
    /// <param name="from">The first byte, counted from the tensor's.</param>
    /// <param name="count">Bytes, at least 1.</param>
    /// <exception cref="KeyNotFoundException">The file has no such tensor.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The part reaches beyond the tensor.</exception>
    /// <exception cref="ObjectDisposedException">The file was closed.</exception>
    public MappedBytes Map(string name, long from, int count)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        SafetensorEntry entry = Entry(name);
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, entry.Length - from);
        return new MappedBytes(_map, entry.Offset + from, count);
    }

    /// <summary>Unmaps the file. Addresses that were given out become invalid.</summary>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        _disposed = true;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _map.Dispose();
    }

    private SafetensorEntry Entry(string name) => Entries.TryGetValue(name, out SafetensorEntry? entry)
        ? entry
        : throw new KeyNotFoundException($"{Path} has no tensor '{name}'; it has {Entries.Count} others.");

    private void ReadHeader(long length)
    {
        ulong claimed = BinaryPrimitives.ReadUInt64LittleEndian(new ReadOnlySpan<byte>(_start, SafetensorsHeader.PrefixBytes));
        int headerBytes = SafetensorsHeader.CheckLength(Path, claimed, length);
        var entries = new Dictionary<string, SafetensorEntry>(StringComparer.Ordinal);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        var json = new ReadOnlySpan<byte>(_start + SafetensorsHeader.PrefixBytes, headerBytes);
        SafetensorsHeader.Read(Path, json, length, entries, metadata);
        Entries = entries;
        Metadata = metadata;
    }
}
