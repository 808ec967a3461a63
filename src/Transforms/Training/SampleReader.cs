using Microsoft.ML;
using MlopsCl.Learner;
using MlopsCl.Transforms.Rows;

namespace MlopsCl.Transforms.Training;

/// <summary>Reads samples from a view, in its order and in one pass.</summary>
internal sealed class SampleReader
{
    private readonly PictureReader _pictures;
    private readonly TextCell _prompt;
    private readonly TextCell _label;
    private readonly TextCell? _id;
    private readonly TextCell? _task;
    private readonly HistoryReader _history;
    private readonly string _onlyTask;
    private readonly DataViewRow _row;

    private SampleReader(DataViewRow row, SampleColumns columns, string task)
    {
        TextCell? Optional(string? name) => name is null ? null : new TextCell(row, ColumnCheck.Text(row.Schema, name));
        _row = row;
        _onlyTask = task;
        _pictures = PictureReader.Over(row, columns.Image);
        _prompt = new TextCell(row, ColumnCheck.Text(row.Schema, columns.Prompt));
        _label = new TextCell(row, ColumnCheck.Text(row.Schema, columns.Label));
        _id = Optional(columns.Id);
        _task = Optional(columns.Task);
        _history = HistoryReader.Over(row, columns.History);
    }

    /// <summary>All samples of a view.</summary>
    /// <param name="view">The rows.</param>
    /// <param name="columns">Where the parts of a sample stand.</param>
    /// <param name="task">The task of rows that do not say theirs.</param>
    /// <param name="cancellation">Looked at between rows.</param>
    /// <exception cref="InvalidOperationException">A row has no answer; the message names it.</exception>
    internal static IReadOnlyList<Sample> Read(IDataView view, SampleColumns columns, string task, CancellationToken cancellation)
    {
        using var cursor = view.GetRowCursor(Needed(view.Schema, columns));
        var reader = new SampleReader(cursor, columns, task);
        var samples = new List<Sample>();
        while (cursor.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            samples.Add(reader.Current());
        }

        return samples;
    }

    private static IEnumerable<DataViewSchema.Column> Needed(DataViewSchema schema, SampleColumns columns)
    {
        yield return ColumnCheck.Text(schema, columns.Prompt);
        yield return ColumnCheck.Text(schema, columns.Label);
        if (columns.Image is not null)
            yield return ColumnCheck.Pictures(schema, columns.Image);
        if (columns.History is not null)
            yield return ColumnCheck.Texts(schema, columns.History);
        if (columns.Id is not null)
            yield return ColumnCheck.Text(schema, columns.Id);
        if (columns.Task is not null)
            yield return ColumnCheck.Text(schema, columns.Task);
    }

    private Sample Current()
    {
        var id = _id?.Read() ?? $"row {_row.Position}";
        var label = _label.Read();
        if (string.IsNullOrWhiteSpace(label))
            throw new InvalidOperationException($"'{id}' has an empty answer, and there is nothing to learn from it. Leave the row out or give it an answer.");
        Turn[] turns = [.. _history.Read(), new Turn(Speaker.Human, _prompt.Read()), new Turn(Speaker.Assistant, label)];
        return new Sample(id, _task?.Read() ?? _onlyTask, _pictures.Read(), turns);
    }
}
