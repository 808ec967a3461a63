using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Learner;

namespace MlopsCl.Transforms.Rows;

/// <summary>Reads the pictures of a row, whichever type their column has. A path that comes again gives the same object again.</summary>
internal sealed class PictureReader
{
    private const int MostRemembered = 65_536;

    private readonly Dictionary<string, Picture> _byPath = new(StringComparer.Ordinal);
    private readonly Func<IReadOnlyList<Picture>> _read;

    private PictureReader(DataViewRow row, string? name) => _read = ColumnCheck.KindOf(row.Schema, name) switch
    {
        PictureKind.None => () => [],
        PictureKind.Path => OfPath(row, row.Schema[name!]),
        PictureKind.Paths => OfPaths(row, row.Schema[name!]),
        PictureKind.Bytes => OfBytes(row, row.Schema[name!]),
        _ => OfSet(row, row.Schema[name!]),
    };

    /// <summary>A reader over a row.</summary>
    /// <param name="row">A row in which the column is active.</param>
    /// <param name="name">The name of the column; null where there are no pictures.</param>
    internal static PictureReader Over(DataViewRow row, string? name) => new(row, name);

    /// <summary>The pictures of the row at this moment; blank text and empty vectors are none.</summary>
    internal IReadOnlyList<Picture> Read() => _read();

    private Func<IReadOnlyList<Picture>> OfPath(DataViewRow row, DataViewSchema.Column column)
    {
        var get = row.GetGetter<ReadOnlyMemory<char>>(column);
        ReadOnlyMemory<char> path = default;
        return () =>
        {
            get(ref path);
            return path.Span.IsWhiteSpace() ? [] : [At(path)];
        };
    }

    private Func<IReadOnlyList<Picture>> OfPaths(DataViewRow row, DataViewSchema.Column column)
    {
        var get = row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(column);
        VBuffer<ReadOnlyMemory<char>> paths = default;
        return () =>
        {
            get(ref paths);
            return [.. paths.DenseValues().Where(path => !path.Span.IsWhiteSpace()).Select(At)];
        };
    }

    private static Func<IReadOnlyList<Picture>> OfBytes(DataViewRow row, DataViewSchema.Column column)
    {
        var get = row.GetGetter<VBuffer<byte>>(column);
        VBuffer<byte> bytes = default;
        return () =>
        {
            get(ref bytes);
            if (bytes.Length == 0)
                return [];
            var copy = new byte[bytes.Length];
            bytes.CopyTo(copy);
            return [Picture.FromBytes(copy, FormattableString.Invariant($"'{column.Name}' of row {row.Position}"))];
        };
    }

    private static Func<IReadOnlyList<Picture>> OfSet(DataViewRow row, DataViewSchema.Column column)
    {
        var get = row.GetGetter<PictureSet>(column);
        return () =>
        {
            PictureSet? set = null;
            get(ref set!);
            return set?.Pictures ?? [];
        };
    }

    private Picture At(ReadOnlyMemory<char> path)
    {
        var known = _byPath.GetAlternateLookup<ReadOnlySpan<char>>();
        if (known.TryGetValue(path.Span, out var picture))
            return picture;
        if (_byPath.Count == MostRemembered)
            _byPath.Clear();
        return known[path.Span] = Picture.FromFile(path.ToString());
    }
}
