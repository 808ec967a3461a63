namespace Microsoft.ML.Runtime;

/// <summary>The environment of one component.</summary>
public interface IHost : IHostEnvironment
{
    /// <summary>The component's random numbers; repeatable where the context has a seed.</summary>
    Random Rand { get; }
}
