using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Serving;

/// <summary>Puts a pool into a program.</summary>
public static class LvlmPoolRegistration
{
    /// <summary>Adds an <see cref="LvlmPool"/> that follows the production release of a stream while the program runs.</summary>
    /// <param name="services">The program's services.</param>
    /// <param name="configure">Sets store, stream and cache folder, and what else differs from the defaults.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddLvlmPool(this IServiceCollection services, Action<LvlmPoolOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<LvlmPoolOptions>().Configure(configure);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Create);
        services.AddHostedService<ReleaseFollower>();
        return services;
    }

    private static LvlmPool Create(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<LvlmPoolOptions>>().Value;
        options.ThrowIfInvalid();
        var clock = services.GetRequiredService<TimeProvider>();
        var store = StoreFactory.Open(options.Store, clock);
        return new LvlmPool(options, store, clock, services.GetRequiredService<ILogger<LvlmPool>>(), bundle => PooledModel.Open(bundle, options.Device));
    }
}
