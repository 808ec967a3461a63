using Microsoft.ML;
using MlopsCl.Learner;
using MlopsCl.Transforms.Rows;

namespace MlopsCl.Transforms.Questions;

/// <summary>Reads the question of a row, with the turns before it.</summary>
internal sealed class QuestionReader(DataViewRow row, string? image, string prompt, string? history)
{
    private readonly TextCell _prompt = new(row, ColumnCheck.Text(row.Schema, prompt));
    private readonly PictureReader _pictures = PictureReader.Over(row, image);
    private readonly HistoryReader _history = HistoryReader.Over(row, history);

    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    internal static IReadOnlyList<DataViewSchema.Column> Columns(DataViewSchema input, string? image, string prompt, string? history)
    {
        var inputs = new List<DataViewSchema.Column> { ColumnCheck.Text(input, prompt) };
        if (image is not null)
            inputs.Add(ColumnCheck.Pictures(input, image));
        if (history is not null)
            inputs.Add(ColumnCheck.Texts(input, history));
        return inputs;
    }

    internal Question Read() => new(_prompt.Read(), _pictures.Read())
    {
        History = _history.Read(), Name = FormattableString.Invariant($"row {row.Position}"),
    };
}
