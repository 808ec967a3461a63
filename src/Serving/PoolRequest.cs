using MlopsCl.Learner;

namespace MlopsCl.Serving;

/// <summary>A question that waits for its answer.</summary>
internal sealed class PoolRequest(Question question, Action<string>? receive, CancellationToken cancellation)
{
    private readonly TaskCompletionSource<PooledAnswer> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Question Question => question;

    public Task<PooledAnswer> Answer => _answer.Task;

    /// <summary>Bytes of pictures that it holds in memory.</summary>
    public long Bytes { get; } = question.Pictures.Sum(picture => picture.Path is null ? (long)picture.Read().Length : 0);

    /// <summary>Whether a part of the answer went out already, so that it cannot be begun again.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Says whether its asker is gone; then it ends as cancelled.</summary>
    public bool IsGone() => cancellation.IsCancellationRequested && (_answer.TrySetCanceled(cancellation) || true);

    public void Receive(string text)
    {
        if (receive is null || cancellation.IsCancellationRequested || _answer.Task.IsCompleted)
            return;
        HasBegun = true;
        try
        {
            receive(text);
        }
        catch (Exception error)
        {
            // The asker's own fault ends the asker's own question, and none of those that are answered with it.
            Fail(error);
        }
    }

    public void Finish(PooledAnswer answer) => _answer.TrySetResult(answer);

    public void Fail(Exception error) => _answer.TrySetException(error);
}
