using Microsoft.ML;
using MlopsCl.Learner;
using MlopsCl.Transforms.Rows;

namespace MlopsCl.Transforms.Answering;

/// <summary>Reads the question of a row.</summary>
internal sealed class QuestionReader(DataViewRow row, AnswerColumns columns)
{
    private readonly TextCell _prompt = new(row, ColumnCheck.Text(row.Schema, columns.Prompt));
    private readonly PictureReader _pictures = PictureReader.Over(row, columns.Image);

    internal Question Read() => new(_prompt.Read(), _pictures.Read());
}
