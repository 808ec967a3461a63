using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Learner;
using MlopsCl.Transforms.Questions;

namespace MlopsCl.Transforms.Answering;

/// <summary>Getters of the added columns.</summary>
internal static class AnswerGetters
{
    /// <summary>A getter of an added column.</summary>
    /// <param name="added">0 the answer, 1 the confidence, 2 the scores.</param>
    /// <param name="answer">Gives the answer for the row at this moment.</param>
    internal static Delegate Of(int added, Func<Answer> answer) => added switch
    {
        0 => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = answer().Text.AsMemory()),
        1 => (ValueGetter<float>)((ref float value) => value = answer().Confidence),
        _ => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => FloatVector.Write(answer().LogProbabilities, ref value)),
    };
}
