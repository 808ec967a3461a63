using Microsoft.Extensions.Logging;
using MlopsCl.Learner;
using MlopsCl.Learner.Imaging;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Serving;

/// <summary>
/// Answers with the production release of a stream, and follows it: a new release is loaded beside the old one, must answer smoke questions, and
/// takes over between two batches. A release that cannot be loaded or answers wrongly is refused and the old one goes on. Holds at most two models,
/// for as long as one takes over from the other. Questions of many askers are answered in batches. Thread-safe.
/// </summary>
public sealed class LvlmPool : IAsyncDisposable, IDisposable
{
    private readonly LvlmPoolOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger<LvlmPool> _log;
    private readonly StreamLog _stream;
    private readonly ReleaseCache _cache;
    private readonly Func<Bundle, PooledModel> _open;
    private readonly QuestionQueue _queue;
    private readonly SemaphoreSlim _refreshing = new(1);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _answering;
    private volatile ServingRelease? _serving;
    private volatile RefusedRelease? _refused;
    private Candidate? _live;
    private Task _leaving = Task.CompletedTask;

    internal LvlmPool(LvlmPoolOptions options, IStore store, TimeProvider clock, ILogger<LvlmPool> log, Func<Bundle, PooledModel> open)
    {
        (_options, _clock, _log, _open) = (options, clock, log, open);
        (_stream, _cache) = (new StreamLog(store), new ReleaseCache(store, options.CacheFolder));
        _queue = new QuestionQueue(options, Acquire);
        _answering = Task.Run(() => _queue.RunAsync(_stop.Token));
    }

    /// <summary>
    /// Told when another release has begun to answer, on the thread that brought it; the next look waits until every handler has returned, so a handler must
    /// not wait for <see cref="RefreshAsync"/> or dispose the pool. An exception of a handler is logged, and the other handlers are told.
    /// </summary>
    public event EventHandler<ReleaseReloaded>? Reloaded;

    /// <summary>What the pool is doing now.</summary>
    public PoolStatus Status => new(_serving?.Release, _refused, _queue.Waiting, _queue.Answered, _queue.Batches);

    /// <summary>Answers a question with the release that serves.</summary>
    /// <param name="question">The question.</param>
    /// <param name="cancellation">Gives the question up; one that is being answered with others is answered to its end.</param>
    /// <returns>The answer, and the release that gave it.</returns>
    /// <exception cref="NoReleaseException">No release serves yet.</exception>
    /// <exception cref="PoolBusyException">Too many questions wait.</exception>
    /// <exception cref="ArgumentException">The question does not fit the model.</exception>
    /// <exception cref="ImageFormatException">A picture cannot be decoded, or has too many pixels.</exception>
    /// <exception cref="IOException">A picture's file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The question was given up, or the pool was disposed before its answer.</exception>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    public Task<PooledAnswer> AskAsync(Question question, CancellationToken cancellation = default) => AskAsync(question, receive: null, cancellation);

    /// <summary>Answers a question with the release that serves, and hands over the text as it comes.</summary>
    /// <param name="question">The question.</param>
    /// <param name="receive">Called for every part of the text, on the pool's thread: it must return at once. Null for none.</param>
    /// <param name="cancellation">Gives the question up; one that is being answered with others is answered to its end.</param>
    /// <returns>The answer, and the release that gave it.</returns>
    /// <exception cref="NoReleaseException">No release serves yet.</exception>
    /// <exception cref="PoolBusyException">Too many questions wait.</exception>
    /// <exception cref="ArgumentException">The question does not fit the model.</exception>
    /// <exception cref="ImageFormatException">A picture cannot be decoded, or has too many pixels.</exception>
    /// <exception cref="IOException">A picture's file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The question was given up, or the pool was disposed before its answer.</exception>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    public async Task<PooledAnswer> AskAsync(Question question, Action<string>? receive, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
        if (_serving is null)
            throw new NoReleaseException(
                _refused is { } refused
                    ? $"Release {refused.Number} of stream '{_options.Stream}' cannot serve: {refused.Reason}. Promote another one, or roll back."
                    : $"Stream '{_options.Stream}' has no release yet. Promote one.");
        foreach (var picture in question.Pictures.Where(picture => picture.Path is null))
            ThrowIfTooLarge(picture);
        return await _queue.Add(new PoolRequest(question, receive, cancellation)).WaitAsync(cancellation);
    }

    /// <summary>Looks at the production pointer and takes over to what it points to, if that is another release and a sound one.</summary>
    /// <param name="again">Whether a release that was refused is tried once more.</param>
    /// <param name="cancellation">Stops the call; the old release goes on.</param>
    /// <returns>Whether another release answers now.</returns>
    /// <exception cref="StoreUnavailableException">The store cannot be reached; the old release goes on.</exception>
    /// <exception cref="IOException">The cache folder cannot be written; the old release goes on.</exception>
    /// <exception cref="UnauthorizedAccessException">This program may not write the cache folder; the old release goes on.</exception>
    /// <exception cref="OperationCanceledException">The call or the pool was stopped.</exception>
    /// <exception cref="ObjectDisposedException">The pool was disposed.</exception>
    public async Task<bool> RefreshAsync(bool again = false, CancellationToken cancellation = default)
    {
        await _refreshing.WaitAsync(cancellation);
        try
        {
            ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _stop.Token);
            var production = (await _stream.StateAsync(_options.Stream, either.Token)).Production;
            if (production is not { } number || (number == _refused?.Number && !again))
                return false;
            if (number != _serving?.Release.Number)
                return await TakeOverAsync(number, either.Token);
            _refused = null;
            return false;
        }
        finally
        {
            _refreshing.Release();
        }
    }

    /// <summary>Stops answering and frees the model. What waits is cancelled.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync();
        await _answering;
        await _refreshing.WaitAsync();
        Interlocked.Exchange(ref _serving, null)?.GiveBack();
        _refreshing.Release();
    }

    /// <summary>The same, for owners that cannot wait otherwise.</summary>
    public void Dispose() => DisposeAsync().AsTask().GetAwaiter().GetResult();

    // By its first bytes: what is no picture, or takes long to decode, keeps nobody else waiting.
    private void ThrowIfTooLarge(Picture picture)
    {
        var header = ImageHeader.Read(picture.Read().Span, picture.ToString());
        if (header.PixelCount > _options.MaxPicturePixels)
            throw new ImageFormatException(
                picture.ToString(),
                $"{header.Width} x {header.Height} are {header.PixelCount} pixels, and the pool takes at most {_options.MaxPicturePixels}; shrink the picture "
                + "or raise MaxPicturePixels.");
    }

    private ServingRelease? Acquire()
    {
        while (_serving is { } serving)
            if (serving.TryUse())
                return serving;
        return null;
    }

    private async Task<bool> TakeOverAsync(int number, CancellationToken cancellation)
    {
        try
        {
            var release = await _stream.ReleaseAsync(_options.Stream, number, cancellation);
            var bundle = await _cache.MaterializeAsync(release, cancellation);
            await _leaving.WaitAsync(cancellation);   // the release before the live one, if its last batch is not answered yet
            var model = await Task.Run(() => OpenSound(bundle, cancellation), cancellation);
            Swap(new ServingRelease(
                model, new LiveRelease(number, release.Candidate.Task, release.Candidate.AdapterSha256, _clock.GetUtcNow()),
                error => _log.LogError(error, "The memory of release {Release} could not be freed", number)));
            Prune(release.Candidate);
            return true;
        }
        catch (Exception error) when (!MayPass(error))
        {
            _refused = new RefusedRelease(number, ErrorText.Of(error.Message));
            _log.LogError(error, "Release {Release} of stream {Stream} is refused; release {Live} goes on", number, _options.Stream, _serving?.Release.Number);
            return false;
        }
    }

    // What is wrong with this machine or the way to the store is not wrong with the release: it is tried again.
    private static bool MayPass(Exception error) =>
        error is OperationCanceledException or UnauthorizedAccessException || (error is IOException and not (FileNotFoundException or EndOfStreamException));

    // The adapter before stays, for a rollback.
    private void Prune(Candidate live)
    {
        try
        {
            _cache.Prune(_options.Stream, new[] { live, _live }.OfType<Candidate>());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _log.LogWarning("Older adapters stay in {Folder}: {Error}", _options.CacheFolder, ErrorText.Of(error.Message));
        }

        _live = live;
    }

    private PooledModel OpenSound(Bundle bundle, CancellationToken cancellation)
    {
        var model = _open(bundle);
        try
        {
            Question[] questions = [.. _options.SmokeQuestions.Select(smoke => smoke.ToQuestion())];
            IReadOnlyList<Answer> answers = questions.Length == 0 ? [] : model.Answer(questions, _options.Answering, _ => { }, cancellation);
            var fault = _options.SmokeQuestions.Zip(answers, (smoke, answer) => smoke.Fault(answer)).FirstOrDefault(fault => fault is not null);
            return fault is null ? model : throw new InvalidDataException(fault);
        }
        catch
        {
            model.Owner.Dispose();
            throw;
        }
    }

    private void Swap(ServingRelease fresh)
    {
        var old = Interlocked.Exchange(ref _serving, fresh);
        _refused = null;
        _leaving = old?.Freed ?? Task.CompletedTask;
        old?.GiveBack();
        _log.LogInformation(
            "Release {Release} of stream {Stream} answers now, after release {Previous}", fresh.Release.Number, _options.Stream, old?.Release.Number);
        Tell(new ReleaseReloaded(old?.Release, fresh.Release));
    }

    private void Tell(ReleaseReloaded swap)
    {
        foreach (var handler in Delegate.EnumerateInvocationList(Reloaded))
        {
            try
            {
                handler(this, swap);
            }
            catch (Exception error)
            {
                _log.LogError(error, "A handler of the event Reloaded failed");
            }
        }
    }
}
