using Microsoft.ML;
using MlopsCl.Learner;
using MlopsCl.Transforms.Engines;
using MlopsCl.Transforms.Questions;

namespace MlopsCl.Transforms.Answering;

/// <summary>Adds answers.</summary>
internal sealed class AnswerMap(LvlmTransformer transformer) : QuestionMap<Answer>
{
    internal override string? Image => transformer.Settings.Columns.Image;

    internal override string Prompt => transformer.Settings.Columns.Prompt;

    internal override string? History => transformer.Settings.Columns.History;

    internal override int BatchSize => transformer.Settings.Options.BatchSize;

    internal override int Added => AnswerSchema.Added;

    internal override DataViewSchema Output(DataViewSchema input) => AnswerSchema.Output(input, transformer.Settings.Columns);

    internal override EngineLease Lease() => transformer.Lease();

    internal override IReadOnlyList<Answer> Compute(EngineLease lease, IReadOnlyList<Question> questions) => transformer.Answer(lease, questions);

    internal override Delegate Getter(int added, Func<Answer> result) => AnswerGetters.Of(added, result);
}
