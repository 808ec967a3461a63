using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Learner;

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
        _ => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) => Scores(answer().LogProbabilities, ref value)),
    };

    /// <summary>The getter with its type, or a refusal that names the column.</summary>
    /// <exception cref="InvalidOperationException">The column holds values of another type.</exception>
    internal static ValueGetter<TValue> As<TValue>(Delegate getter, DataViewSchema.Column column) =>
        getter as ValueGetter<TValue>
        ?? throw new InvalidOperationException($"Column '{column.Name}' holds {column.Type.RawType}; it cannot be read as {typeof(TValue)}.");

    private static void Scores(IReadOnlyList<float> scores, ref VBuffer<float> value)
    {
        var editor = VBufferEditor.Create(ref value, scores.Count);
        for (var i = 0; i < scores.Count; i++)
            editor.Values[i] = scores[i];
        value = editor.Commit();
    }
}
