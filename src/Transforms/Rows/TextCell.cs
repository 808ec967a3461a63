using Microsoft.ML;

namespace MlopsCl.Transforms.Rows;

/// <summary>Reads a text column of a row.</summary>
internal sealed class TextCell(DataViewRow row, DataViewSchema.Column column)
{
    private readonly ValueGetter<ReadOnlyMemory<char>> _get = row.GetGetter<ReadOnlyMemory<char>>(column);
    private ReadOnlyMemory<char> _text;

    /// <summary>The text of the row at this moment.</summary>
    internal string Read()
    {
        _get(ref _text);
        return _text.ToString();
    }
}
