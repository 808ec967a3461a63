using System.Threading.Channels;
using MlopsCl.Learner;

namespace MlopsCl.Serving;

/// <summary>
/// Questions of many askers, answered one batch after another: while one batch is answered the next one gathers. Holds a bounded number of questions and bytes.
/// </summary>
internal sealed class QuestionQueue(LvlmPoolOptions options, Func<ServingRelease?> acquire)
{
    private readonly Channel<PoolRequest> _waiting = Channel.CreateBounded<PoolRequest>(options.MaxWaiting);
    private long _bytes;
    private long _answered;
    private long _batches;
    private volatile bool _isStopped;

    public int Waiting => _waiting.Reader.Count;

    public long Answered => Interlocked.Read(ref _answered);

    public long Batches => Interlocked.Read(ref _batches);

    /// <exception cref="PoolBusyException">Too many questions wait.</exception>
    /// <exception cref="ObjectDisposedException">Nobody answers any more.</exception>
    public Task<PooledAnswer> Add(PoolRequest request)
    {
        var bytes = Interlocked.Add(ref _bytes, request.Bytes);
        if (bytes <= options.MaxWaitingBytes && _waiting.Writer.TryWrite(request))
            return request.Answer;
        Interlocked.Add(ref _bytes, -request.Bytes);
        ObjectDisposedException.ThrowIf(_isStopped, typeof(LvlmPool));
        throw new PoolBusyException(
            $"{Waiting} questions wait, of at most {options.MaxWaiting}, with {bytes - request.Bytes} bytes of pictures, " +
            $"of at most {options.MaxWaitingBytes}. Ask again later.");
    }

    /// <summary>Answers until it is stopped; what waits then is cancelled.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        try
        {
            while (await _waiting.Reader.WaitToReadAsync(stop))
                AnswerOrFail(Take(), stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            _isStopped = true;
            _waiting.Writer.Complete();
            while (_waiting.Reader.TryRead(out var left))
                left.Fail(new OperationCanceledException("The pool was stopped.", stop));
        }
    }

    private List<PoolRequest> Take()
    {
        var batch = new List<PoolRequest>();
        while (batch.Count < options.Answering.BatchSize && _waiting.Reader.TryRead(out var request))
        {
            Interlocked.Add(ref _bytes, -request.Bytes);
            if (!request.IsGone())
                batch.Add(request);
        }

        return batch;
    }

    // Whatever goes wrong with one batch, the next one is answered.
    private void AnswerOrFail(List<PoolRequest> batch, CancellationToken stop)
    {
        try
        {
            if (batch.Count > 0)
                Answer(batch, stop);
        }
        catch (Exception error)
        {
            foreach (var request in batch)
                request.Fail(error);
        }
    }

    private void Answer(IReadOnlyList<PoolRequest> batch, CancellationToken stop)
    {
        if (acquire() is not { } serving)
        {
            foreach (var request in batch)
                request.Fail(new NoReleaseException("The release that answered is gone and no other has taken over yet. Ask again later."));
            return;
        }

        try
        {
            Answer(batch, serving, stop);
        }
        finally
        {
            serving.GiveBack();
        }
    }

    private void Answer(IReadOnlyList<PoolRequest> batch, ServingRelease serving, CancellationToken stop)
    {
        try
        {
            Question[] questions = [.. batch.Select(request => request.Question)];
            var answers = serving.Model.Answer(questions, options.Answering, piece => batch[piece.Question].Receive(piece.Text), stop);
            Interlocked.Increment(ref _batches);
            Interlocked.Add(ref _answered, batch.Count);
            for (var i = 0; i < batch.Count; i++)
                batch[i].Finish(new PooledAnswer(answers[i], serving.Release.Number));
        }
        catch (Exception error) when (batch.Count == 1 || error is OperationCanceledException)
        {
            foreach (var request in batch)
                request.Fail(error);
        }
        catch (Exception error)
        {
            // One question, such as a picture that cannot be decoded, must not spoil the others': the halves are asked again, down to the one at fault.
            foreach (var request in batch.Where(request => request.HasBegun))
                request.Fail(error);
            PoolRequest[] others = [.. batch.Where(request => !request.HasBegun && !request.IsGone())];
            foreach (var half in others.Length == 0 ? [] : others.Chunk((others.Length + 1) / 2))
                Answer(half, serving, stop);
        }
    }
}
