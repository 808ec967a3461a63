using MlopsCl.Learner;

namespace MlopsCl.Serving;

/// <summary>A loaded model.</summary>
/// <param name="Answer">Answers questions together, and hands over text as it comes.</param>
/// <param name="Owner">Holds its memory.</param>
internal sealed record PooledModel(
    Func<IReadOnlyList<Question>, AnsweringOptions, Action<AnswerPiece>, CancellationToken, IReadOnlyList<Answer>> Answer, IDisposable Owner)
{
    public static PooledModel Open(Bundle bundle, string device)
    {
        var engine = LvlmEngine.Open(bundle, device);
        return new PooledModel(engine.Answer, engine);
    }
}
