using Microsoft.ML;
using MlopsCl.Learner;
using MlopsCl.Transforms.Rows;

namespace MlopsCl.Transforms.Answering;

/// <summary>Reads the question of a row, with the turns before it.</summary>
internal sealed class QuestionReader(DataViewRow row, AnswerColumns columns)
{
    private readonly TextCell _prompt = new(row, ColumnCheck.Text(row.Schema, columns.Prompt));
    private readonly PictureReader _pictures = PictureReader.Over(row, columns.Image);
    private readonly HistoryReader _history = HistoryReader.Over(row, columns.History);

    internal Question Read() => new(_prompt.Read(), _pictures.Read()) { History = _history.Read() };
}
