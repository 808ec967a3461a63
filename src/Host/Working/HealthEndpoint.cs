using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Recipes;

namespace MlopsCl.Host;

/// <summary>
/// <c>GET /livez</c>: 200 as long as the process answers, however busy it is and whatever else is away: what says no here is started anew.
/// <c>GET /healthz</c>: 200 while the worker can work, 503 while bus or store keep it from working; how many streams have work, for scaling.
/// </summary>
internal static class HealthEndpoint
{
    public const string LivePath = "/livez";
    public const string ReadyPath = "/healthz";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    public static void Map(WebApplication application)
    {
        application.MapGet(LivePath, (Delegate)(() => Results.Text("alive")));
        application.MapGet(ReadyPath, (Delegate)ReportAsync);
    }

    private static async Task<IResult> ReportAsync(HttpContext context)
    {
        var services = context.RequestServices;
        var state = services.GetRequiredService<WorkerState>();
        var bus = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(context.RequestAborted);
        var trouble = state.Trouble
            ?? (bus.Status == HealthStatus.Unhealthy ? ErrorText.Of(string.Join("; ", bus.Entries.Values.Select(e => e.Description))) : null);
        int? waiting = null;
        if (trouble is null)
            (waiting, trouble) = await LookAsync(services, context.RequestAborted);
        var current = state.Current;
        var status = (trouble, state.Warning) switch { (not null, _) => "troubled", (_, not null) => "degraded", _ => "ok" };
        var work = current is null ? null : new HealthReport.Work(current.Stream, current.Task, current.Phase.ToString().ToLowerInvariant());
        var document = new HealthReport(status, trouble ?? state.Warning, waiting, work);
        return Results.Json(document, Screen.JsonOptions, statusCode: trouble is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>
    /// How many streams have work, or why that cannot be told. A worker that is busy learning does not notice by itself that the store is away.
    /// </summary>
    private static async Task<(int? Waiting, string? Trouble)> LookAsync(IServiceProvider services, CancellationToken aborted)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        patience.CancelAfter(Patience);
        try
        {
            return (await WaitingAsync(services, patience.Token), null);
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            return (null, $"The store has not answered for {Patience.TotalSeconds:0} s.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, ErrorText.Of(e.Message));
        }
    }

    private static async Task<int> WaitingAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var log = services.GetRequiredService<StreamLog>();
        var streams = services.GetRequiredService<RecipeFolder>().Streams;
        var waiting = await Task.WhenAll(streams.Select(stream => IsWaitingAsync(log, stream, cancellation)));
        return waiting.Count(w => w);
    }

    // Nobody can work on a stream whose state is damaged.
    private static async Task<bool> IsWaitingAsync(StreamLog log, string stream, CancellationToken cancellation)
    {
        try
        {
            return (await log.StateAsync(stream, cancellation)).Waiting.Count > 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
