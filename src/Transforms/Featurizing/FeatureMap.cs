using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Learner;
using MlopsCl.Transforms.Engines;
using MlopsCl.Transforms.Questions;

namespace MlopsCl.Transforms.Featurizing;

/// <summary>Adds vectors that describe questions.</summary>
internal sealed class FeatureMap(LvlmFeatureTransformer transformer) : QuestionMap<float[]>
{
    internal override string? Image => transformer.Settings.Image;

    internal override string Prompt => transformer.Settings.Prompt;

    internal override int BatchSize => transformer.Settings.BatchSize;

    internal override int Added => 1;

    internal override DataViewSchema Output(DataViewSchema input) => FeatureSchema.Output(input, transformer.Settings);

    internal override EngineLease Lease() => transformer.Lease();

    internal override IReadOnlyList<float[]> Compute(EngineLease lease, IReadOnlyList<Question> questions) => transformer.Featurize(lease, questions);

    internal override Delegate Getter(int added, Func<float[]> result) =>
        (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => FloatVector.Write(result(), ref value));
}
