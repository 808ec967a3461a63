using System.Globalization;
using Microsoft.ML;
using MlopsCl.Transforms.Rows;

namespace MlopsCl.Transforms.Evaluating;

/// <summary>Where answers and right answers stand.</summary>
/// <param name="Label">The column of right answers, text.</param>
/// <param name="Answer">The column of answers, text.</param>
/// <param name="Task">The column of tasks, text; null takes <c>Task</c> where there is one.</param>
/// <param name="Id">The column of the rows' names, text; null counts the rows.</param>
internal sealed record ScoredColumns(string Label, string Answer, string? Task, string? Id)
{
    private const string UsualTask = "Task";
    private const string OnlyTask = "all";

    /// <summary>Reads all rows, in one pass.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    internal IReadOnlyList<ScoredRow> Read(IDataView view)
    {
        var (label, answer) = (ColumnCheck.Text(view.Schema, Label), ColumnCheck.Text(view.Schema, Answer));
        var task = Optional(view.Schema, Task ?? (view.Schema.GetColumnOrNull(UsualTask) is null ? null : UsualTask));
        var id = Optional(view.Schema, Id);
        using var cursor = view.GetRowCursor(new[] { label, answer, task, id }.OfType<DataViewSchema.Column>());
        TextCell Cell(DataViewSchema.Column column) => new(cursor, column);
        var (labels, answers) = (Cell(label), Cell(answer));
        var (tasks, ids) = (task is { } t ? Cell(t) : null, id is { } i ? Cell(i) : null);
        var rows = new List<ScoredRow>();
        while (cursor.MoveNext())
            rows.Add(
                new ScoredRow(ids?.Read() ?? cursor.Position.ToString(CultureInfo.InvariantCulture), tasks?.Read() ?? OnlyTask, labels.Read(), answers.Read()));
        return rows.Count > 0 ? rows : throw new InvalidOperationException("There are no rows to evaluate. Give a view with at least one.");
    }

    private static DataViewSchema.Column? Optional(DataViewSchema schema, string? name) => name is null ? null : ColumnCheck.Text(schema, name);
}
