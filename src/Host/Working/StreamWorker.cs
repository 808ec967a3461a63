using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MlopsCl.Consumers;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Recipes;

namespace MlopsCl.Host;

/// <summary>Runs whatever waits, stream by stream, until it is stopped. A signal or, for requests of other processes, a look into the store starts it.</summary>
internal sealed partial class StreamWorker(
    StreamRunner runner, RecipeFolder recipes, WorkSignal signal, WorkerState state, Settings settings, IProgress<RunProgress> progress, ILogger<StreamWorker> log)
    : BackgroundService
{
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host waits for the first await of its services: this one must not keep the bus from starting.
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (!await WorkAsync(stoppingToken))
                    await signal.WaitAsync(TimeSpan.FromMilliseconds(settings.PollMilliseconds), stoppingToken);
                state.Trouble = null;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                state.Trouble = e.Message;
                Troubled(e.Message, AfterTrouble.TotalSeconds);
                await Task.Delay(AfterTrouble, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<bool> WorkAsync(CancellationToken cancellation)
    {
        var worked = false;
        foreach (var stream in recipes.Streams)
        {
            var outcome = await runner.RunNextAsync(stream, progress, cancellation);
            if (outcome is null)
                continue;
            worked = true;
            state.Current = null;
            var run = outcome.Run;
            Ended(run.Stream, run.Task, run.Key, run.State.ToString().ToLowerInvariant(), run.Reason);
        }
        return worked;
    }

    [LoggerMessage(LogLevel.Information, "ended: stream {Stream}, task {Task}, run {RunKey}, {State} {Reason}")]
    private partial void Ended(string stream, string task, string runKey, string state, string? reason);

    [LoggerMessage(LogLevel.Error, "trouble: {Reason}; trying again after {Seconds} s")]
    private partial void Troubled(string reason, double seconds);
}
