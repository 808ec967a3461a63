using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Serving;

/// <summary>Puts pools into a program.</summary>
public static class LvlmPoolRegistration
{
    /// <summary>Adds an <see cref="LvlmPool"/> that follows the production release of a stream while the program runs.</summary>
    /// <param name="services">The program's services.</param>
    /// <param name="configure">Sets store, stream and cache folder, and what else differs from the defaults.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddLvlmPool(this IServiceCollection services, Action<LvlmPoolOptions> configure) =>
        Add(services, null, configure);

    /// <summary>
    /// Adds one of several pools, such as one for each stream, under a name: <c>[FromKeyedServices("name")] LvlmPool</c>. Pools may share a cache
    /// folder, and then keep one copy of each base model on disk; in memory each has its own.
    /// </summary>
    /// <param name="services">The program's services.</param>
    /// <param name="name">The pool's key; not empty. Under a name that is there already the settings are added to those before.</param>
    /// <param name="configure">Sets store, stream and cache folder, and what else differs from the defaults.</param>
    /// <returns>The same services.</returns>
    public static IServiceCollection AddLvlmPool(this IServiceCollection services, string name, Action<LvlmPoolOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Add(services, name, configure);
    }

    // The key of the one pool without a name is null, which is how services without a key are registered and asked for.
    private static IServiceCollection Add(IServiceCollection services, string? key, Action<LvlmPoolOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        var name = key ?? Options.DefaultName;
        if (services.All(service => service.ServiceType != typeof(LvlmPool) || !Equals(service.ServiceKey, key)))
        {
            services.TryAddSingleton(TimeProvider.System);
            services.AddKeyedSingleton(key, (provider, _) => Create(provider, name));
            services.AddSingleton<IHostedService>(provider => new ReleaseFollower(
                provider.GetRequiredKeyedService<LvlmPool>(key), Settings(provider, name).PollInterval, provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<ILogger<ReleaseFollower>>()));
        }

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LvlmPoolOptions>, LvlmPoolOptionsRules>());
        services.AddOptions<LvlmPoolOptions>(name).Configure(configure).ValidateOnStart();
        return services;
    }

    private static LvlmPool Create(IServiceProvider services, string name)
    {
        var options = Settings(services, name);
        var clock = services.GetRequiredService<TimeProvider>();
        var store = StoreFactory.Open(options.Store, clock);
        return new LvlmPool(options, store, clock, services.GetRequiredService<ILogger<LvlmPool>>(), bundle => PooledModel.Open(bundle, options.Device));
    }

    private static LvlmPoolOptions Settings(IServiceProvider services, string name) =>
        services.GetRequiredService<IOptionsMonitor<LvlmPoolOptions>>().Get(name);
}
