using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.Transforms.Questions;

/// <summary>Asks row by row, for prediction engines.</summary>
internal sealed class QuestionRowMapper<TResult>(QuestionMap<TResult> map, DataViewSchema inputSchema) : IRowToRowMapper
    where TResult : class
{
    public DataViewSchema InputSchema => inputSchema;

    public DataViewSchema OutputSchema { get; } = map.Output(inputSchema);

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        var wanted = dependingColumns.ToArray();
        IEnumerable<DataViewSchema.Column> questions = wanted.Any(c => c.Index >= inputSchema.Count) ? map.Inputs(inputSchema) : [];
        return [.. wanted.Where(c => c.Index < inputSchema.Count).Select(c => inputSchema[c.Index]).Concat(questions).DistinctBy(c => c.Index)];
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(activeColumns);
        return ReferenceEquals(input.Schema, inputSchema)
            ? new QuestionRow<TResult>(map, input, OutputSchema, ActiveColumns.Of(OutputSchema, activeColumns))
            : throw new ArgumentOutOfRangeException(
                nameof(input), "The row has another schema object than the mapper. Ask for a mapper with the row's schema.");
    }
}
