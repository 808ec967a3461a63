using System.IO.MemoryMappedFiles;

namespace MlopsCl.Learner.Checkpoints;

/// <summary>A part of a file in memory, until it is disposed.</summary>
internal sealed unsafe class MappedBytes : IDisposable
{
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly int _count;

    /// <summary>Maps a part of a file.</summary>
    public MappedBytes(MemoryMappedFile map, long offset, int count)
    {
        _count = count;
        _view = map.CreateViewAccessor(offset, count, MemoryMappedFileAccess.CopyOnWrite);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _start = start + _view.PointerOffset;
    }

    /// <summary>The bytes; valid until this is disposed.</summary>
    public ReadOnlySpan<byte> Span => new(_start, _count);

    /// <summary>Unmaps the part.</summary>
    public void Dispose()
    {
        if (_view.SafeMemoryMappedViewHandle.IsClosed)
        {
            return;
        }

        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
    }
}
