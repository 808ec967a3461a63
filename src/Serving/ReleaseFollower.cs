using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Serving;

/// <summary>Has a pool follow production for as long as the program runs; the first release is looked for before the program takes requests.</summary>
internal sealed class ReleaseFollower(LvlmPool pool, TimeSpan interval, TimeProvider clock, ILogger<ReleaseFollower> log) : BackgroundService
{
    private readonly PeriodicTimer _timer = new(interval, clock);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _timer.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await _timer.WaitForNextTickAsync(stoppingToken))
            await LookAsync(stoppingToken);
    }

    private async Task LookAsync(CancellationToken cancellation)
    {
        try
        {
            await pool.RefreshAsync(again: false, cancellation);
        }
        catch (StoreUnavailableException error)
        {
            log.LogWarning("The production pointer cannot be read, the release that serves goes on: {Error}", ErrorText.Of(error.Message));
        }
        catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // Whatever it is, a program that can still answer must not end for it.
            log.LogError(error, "Production could not be followed this time; the release that serves goes on");
        }
    }
}
