namespace Microsoft.ML.Runtime;

/// <summary>What components run in: messages, randomness, and the code that may be loaded.</summary>
public interface IHostEnvironment : IChannelProvider
{
    /// <summary>The factories that model files may name.</summary>
    ComponentCatalog ComponentCatalog { get; }

    /// <summary>An environment for one component.</summary>
    /// <param name="name">The component's name, part of the source of its messages.</param>
    /// <param name="seed">Of its random numbers; drawn from this environment's where null.</param>
    /// <param name="verbose">Whether it tells more than usual.</param>
    /// <returns>The environment.</returns>
    IHost Register(string name, int? seed = null, bool? verbose = null);
}
