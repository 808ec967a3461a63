using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Recipes;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Host;

/// <summary>A worker process on a tiny site, what is submitted to it, and what the journal says of it.</summary>
internal sealed class TinyWorker : IDisposable
{
    // A look reads one small file; this is the resolution of what is measured.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);
    private readonly UpdateIntake _intake;

    public TinyWorker(TinySite site)
    {
        var store = StoreFactory.Open(site.Store, TimeProvider.System);
        Log = new StreamLog(store);
        _intake = new UpdateIntake(store, new RecipeFolder(site.Recipes), TimeProvider.System);
        Process = ProgramProcess.Start([.. site.Arguments("worker"), "--health", ""]);
    }

    public StreamLog Log { get; }

    public ProgramProcess Process { get; }

    /// <summary>The door of <c>submit</c>: when it returns, the request is journalled. Gives the run's key.</summary>
    public async Task<string> SubmitAsync(string task, string dataset, string sha256, CancellationToken cancellation) =>
        (await _intake.AcceptAsync(new UpdateRequest(TinySite.Stream, new TaskId(task), dataset, sha256), cancellation)).RunKey;

    /// <summary>Looks until a run is as wanted.</summary>
    /// <exception cref="InvalidOperationException">The worker has ended, or the run has, and not as wanted.</exception>
    public async Task<Run> UntilAsync(string key, Func<Run, bool> wanted, CancellationToken cancellation)
    {
        while (true)
        {
            var run = await Log.RunAsync(TinySite.Stream, key, cancellation);
            if (run is not null && wanted(run))
                return run;
            if (run is { IsFinished: true })
                throw new InvalidOperationException(
                    $"Task '{run.Task}' ended as {run.State.ToString().ToLowerInvariant()}, which is not what is measured: {run.Reason}");
            Process.ThrowIfEnded();
            await Task.Delay(Pause, cancellation);
        }
    }

    /// <summary>Waits until nothing waits.</summary>
    public async Task IdleAsync(CancellationToken cancellation)
    {
        while ((await Log.StateAsync(TinySite.Stream, cancellation)).Waiting.Count > 0)
        {
            Process.ThrowIfEnded();
            await Task.Delay(Pause, cancellation);
        }
    }

    public void Dispose() => Process.Dispose();
}
