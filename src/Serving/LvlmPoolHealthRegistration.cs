using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MlopsCl.Serving;

/// <summary>Puts pools into a program's health checks.</summary>
public static class LvlmPoolHealthRegistration
{
    /// <summary>
    /// Adds a check of a pool: healthy when the production release answers, degraded when it was refused and an older one answers, unhealthy when none does.
    /// </summary>
    /// <param name="checks">The program's health checks.</param>
    /// <param name="pool">The name that the pool was added under; null for the one without.</param>
    /// <param name="name">The name of the check.</param>
    /// <param name="tags">Tags to choose checks by, such as <c>ready</c>; none where null.</param>
    /// <returns>The same health checks.</returns>
    public static IHealthChecksBuilder AddLvlmPool(
        this IHealthChecksBuilder checks, string? pool = null, string name = "lvlm-pool", IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(checks);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return checks.Add(new HealthCheckRegistration(
            name,
            services => new LvlmPoolHealth(
                pool is null ? services.GetRequiredService<LvlmPool>() : services.GetRequiredKeyedService<LvlmPool>(pool)),
            failureStatus: null,
            tags));
    }
}
