using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Transforms.Questions;
using MlopsCl.Transforms.Rows;

namespace MlopsCl.Transforms.Featurizing;

/// <summary>The columns after describing: those before, then a vector of known size.</summary>
internal static class FeatureSchema
{
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    internal static DataViewSchema Output(DataViewSchema input, FeatureSettings settings)
    {
        QuestionReader.Columns(input, settings.Image, settings.Prompt, history: null);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(input);
        builder.AddColumn(settings.Output, new VectorDataViewType(NumberDataViewType.Single, settings.Width));
        return builder.ToSchema();
    }

    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    internal static SchemaShape Shape(MLContext context, SchemaShape input, FeatureSettings settings)
    {
        ColumnCheck.Question(input, settings.Image, settings.Prompt, history: null);
        var added = SchemaDefinition.Create(typeof(FeatureShape), SchemaDefinition.Direction.Write);
        added[nameof(FeatureShape.Features)].ColumnName = settings.Output;
        return context.Transforms.CustomMapping<NoColumns, FeatureShape>((_, _) => { }, null, null, added).GetOutputSchema(input);
    }
}
