using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MlopsCl.Serving;

/// <summary>Healthy when the production release answers, degraded when it was refused and an older one answers, unhealthy when none does.</summary>
internal sealed class LvlmPoolHealth(LvlmPool pool) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = pool.Status;
        var facts = new Dictionary<string, object> { ["waiting"] = status.Waiting, ["answered"] = status.Answered };
        if (status.Live is { } live)
            facts["release"] = live.Number;
        return Task.FromResult(status switch
        {
            { Live: null, Refused: null } => new HealthCheckResult(context.Registration.FailureStatus, "There is no release yet.", data: facts),
            { Live: null, Refused: { } refused } => new HealthCheckResult(
                context.Registration.FailureStatus, $"Release {refused.Number} cannot serve: {refused.Reason}", data: facts),
            { Live: { } old, Refused: { } refused } => HealthCheckResult.Degraded(
                $"Release {old.Number} answers; release {refused.Number} cannot serve: {refused.Reason}", data: facts),
            { Live: { } current } => HealthCheckResult.Healthy($"Release {current.Number} answers.", facts),
        });
    }
}
