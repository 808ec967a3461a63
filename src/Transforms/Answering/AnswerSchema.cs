using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Transforms.Questions;
using MlopsCl.Transforms.Rows;

namespace MlopsCl.Transforms.Answering;

/// <summary>The columns after answering: those before, then answer, confidence and scores.</summary>
internal static class AnswerSchema
{
    /// <summary>How many columns are added.</summary>
    internal const int Added = 3;

    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    internal static DataViewSchema Output(DataViewSchema input, AnswerColumns columns)
    {
        QuestionReader.Columns(input, columns.Image, columns.Prompt, columns.History);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        builder.AddColumn(columns.Output, TextDataViewType.Instance);
        builder.AddColumn(columns.Confidence, NumberDataViewType.Single);
        builder.AddColumn(columns.Scores, new VectorDataViewType(NumberDataViewType.Single));
        return builder.ToSchema();
    }

    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    internal static SchemaShape Shape(MLContext context, SchemaShape input, AnswerColumns columns)
    {
        ColumnCheck.Question(input, columns.Image, columns.Prompt, columns.History);
        var added = SchemaDefinition.Create(typeof(AnswerShape), SchemaDefinition.Direction.Write);
        added[nameof(AnswerShape.Answer)].ColumnName = columns.Output;
        added[nameof(AnswerShape.Confidence)].ColumnName = columns.Confidence;
        added[nameof(AnswerShape.Scores)].ColumnName = columns.Scores;
        return context.Transforms.CustomMapping<NoColumns, AnswerShape>((_, _) => { }, null, null, added).GetOutputSchema(input);
    }
}
