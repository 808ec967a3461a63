using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MlopsCl.Consumers;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Recipes;

namespace MlopsCl.Host;

/// <summary>
/// Runs whatever waits, stream by stream, until it is stopped. A signal or, for requests of other processes, a look into the store starts it.
/// </summary>
internal sealed partial class StreamWorker(
    StreamRunner runner, RecipeFolder recipes, WorkSignal signal, WorkerState state, Settings settings, IProgress<RunProgress> progress,
    ILogger<StreamWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(2);

    private readonly StreamTroubles _troubles = new(AfterTrouble, TimeProvider.System);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host waits for the first await of its services: this one must not keep the bus from starting.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var worked = await WorkAsync(stoppingToken);
                // One stream's trouble is no reason to start this worker anew: the others are served.
                var isBlocked = _troubles.Count > 0 && _troubles.Count >= recipes.Streams.Count;
                state.Trouble = isBlocked ? _troubles.Summary : null;
                state.Warning = isBlocked ? null : _troubles.Summary;
                if (!worked)
                    await signal.WaitAsync(TimeSpan.FromMilliseconds(settings.PollMilliseconds), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Not one stream's affair: the recipes' folder cannot be read.
                state.Trouble = ErrorText.Of(e.Message);
                Troubled(state.Trouble, AfterTrouble.TotalSeconds);
                await Task.Delay(AfterTrouble, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> WorkAsync(CancellationToken cancellation)
    {
        var worked = false;
        foreach (var stream in recipes.Streams.Where(stream => !_troubles.IsResting(stream)))
            worked |= await WorkAsync(stream, cancellation);
        return worked;
    }

    private async Task<bool> WorkAsync(string stream, CancellationToken cancellation)
    {
        try
        {
            var outcome = await runner.RunNextAsync(stream, progress, cancellation);
            _troubles.Forget(stream);
            if (outcome is null)
                return false;
            Ended(outcome.Run.Stream, outcome.Run.Task, outcome.Run.Key, End(outcome.Run));
            return true;
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            var reason = ErrorText.Of(e.Message);
            if (_troubles.Note(stream, reason))
                Troubled($"stream {stream}: {reason}", AfterTrouble.TotalSeconds);
            return false;
        }
        finally
        {
            state.Current = null;
        }
    }

    private static string End(Run run) =>
        run.State.ToString().ToLowerInvariant() + (run.Release is { } release ? $": release {release}" : "") +
            (run.State is RunState.Quarantined or RunState.Failed ? $": {run.Reason}" : "");

    [LoggerMessage(LogLevel.Information, "ended: stream {Stream}, task {Task}, run {RunKey}, {End}")]
    private partial void Ended(string stream, string task, string runKey, string end);

    [LoggerMessage(LogLevel.Error, "trouble: {Reason}; trying again after {Seconds} s")]
    private partial void Troubled(string reason, double seconds);
}
