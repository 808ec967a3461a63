using Microsoft.ML;
using MlopsCl.Learner;
using MlopsCl.Transforms.Engines;

namespace MlopsCl.Transforms.Questions;

/// <summary>A step that asks the model about each row's question: what it reads, what it adds, and how a batch is computed.</summary>
/// <typeparam name="TResult">What the model gives for one question.</typeparam>
internal abstract class QuestionMap<TResult>
    where TResult : class
{
    /// <summary>The column of pictures; null without.</summary>
    internal abstract string? Image { get; }

    /// <summary>The column of questions.</summary>
    internal abstract string Prompt { get; }

    /// <summary>The column of the turns before the questions; null without.</summary>
    internal virtual string? History => null;

    /// <summary>Rows that run through the model together.</summary>
    internal abstract int BatchSize { get; }

    /// <summary>How many columns are added.</summary>
    internal abstract int Added { get; }

    /// <summary>The columns with the added ones at the end.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    internal abstract DataViewSchema Output(DataViewSchema input);

    /// <summary>A lease for one pass over rows.</summary>
    internal abstract EngineLease Lease();

    /// <summary>A result for each question, in their order.</summary>
    internal abstract IReadOnlyList<TResult> Compute(EngineLease lease, IReadOnlyList<Question> questions);

    /// <summary>A getter of an added column.</summary>
    /// <param name="added">The column's place among those added.</param>
    /// <param name="result">Gives the result for the row at this moment.</param>
    internal abstract Delegate Getter(int added, Func<TResult> result);

    /// <summary>The columns that a question is made from.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    internal IReadOnlyList<DataViewSchema.Column> Inputs(DataViewSchema input) => QuestionReader.Columns(input, Image, Prompt, History);

    /// <summary>A question for each row.</summary>
    internal QuestionReader Reader(DataViewRow row) => new(row, Image, Prompt, History);
}
