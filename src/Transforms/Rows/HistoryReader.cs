using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Learner;

namespace MlopsCl.Transforms.Rows;

/// <summary>Reads the turns before the question of a row.</summary>
internal sealed class HistoryReader
{
    private readonly DataViewRow _row;
    private readonly ValueGetter<VBuffer<ReadOnlyMemory<char>>>? _get;
    private VBuffer<ReadOnlyMemory<char>> _texts;

    private HistoryReader(DataViewRow row, string? name)
    {
        _row = row;
        _get = name is null ? null : row.GetGetter<VBuffer<ReadOnlyMemory<char>>>(ColumnCheck.Texts(row.Schema, name));
    }

    /// <summary>A reader over a row.</summary>
    /// <param name="row">A row in which the column is active.</param>
    /// <param name="name">The name of the column; null where there is none.</param>
    internal static HistoryReader Over(DataViewRow row, string? name) => new(row, name);

    /// <summary>The turns before the question of the row at this moment.</summary>
    /// <exception cref="InvalidOperationException">The turns are odd in number.</exception>
    internal IReadOnlyList<Turn> Read()
    {
        if (_get is null)
            return [];
        _get(ref _texts);
        return Turns([.. _texts.DenseValues().Select(text => text.ToString())], _row.Position);
    }

    /// <summary>Texts as turns, the human's first.</summary>
    /// <exception cref="InvalidOperationException">The turns are odd in number.</exception>
    internal static IReadOnlyList<Turn> Turns(IReadOnlyList<string> texts, long row) => texts.Count % 2 == 0
        ? [.. texts.Select((text, index) => new Turn(index % 2 == 0 ? Speaker.Human : Speaker.Assistant, text))]
        : throw new InvalidOperationException($"Row {row} has a history of {texts.Count} turns; questions and answers alternate, so it must be even.");
}
