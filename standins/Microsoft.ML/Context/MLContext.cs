using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>The starting point: makes views, estimators and models, and receives their messages.</summary>
public sealed class MLContext : IHostEnvironment
{
    private readonly Host _root;

    /// <summary>A context.</summary>
    /// <param name="seed">Makes what is random repeatable.</param>
    public MLContext(int? seed = null)
    {
        ComponentCatalog = new ComponentCatalog();
        _root = new Host("", seed is { } chosen ? new Random(chosen) : new Random(), ComponentCatalog, Deliver);
        Data = new DataOperationsCatalog(this);
        Model = new ModelOperationsCatalog(this);
        Transforms = new TransformsCatalog(this);
        TempFilePath = Path.GetTempPath();
    }

    /// <summary>Raised for each message of a channel.</summary>
    public event EventHandler<LoggingEventArgs> Log;

    /// <summary>Makes data views.</summary>
    public DataOperationsCatalog Data { get; }

    /// <summary>Saves, loads and applies models.</summary>
    public ModelOperationsCatalog Model { get; }

    /// <summary>Makes steps that change columns.</summary>
    public TransformsCatalog Transforms { get; }

    /// <summary>The factories that model files may name.</summary>
    public ComponentCatalog ComponentCatalog { get; }

    /// <summary>The GPU to compute on, from 0; null for the CPU.</summary>
    public int? GpuDeviceId { get; set; }

    /// <summary>Whether the CPU may take over where the GPU is not there.</summary>
    public bool FallbackToCpu { get; set; }

    /// <summary>The folder for work files.</summary>
    public string TempFilePath { get; set; }

    string IExceptionContext.ContextDescription => nameof(MLContext);

    IHost IHostEnvironment.Register(string name, int? seed, bool? verbose) => _root.Register(name, seed, verbose);

    IChannel IChannelProvider.Start(string name) => _root.Start(name);

    TException IExceptionContext.Process<TException>(TException ex) => ex;

    private void Deliver(string source, ChannelMessage message) =>
        Log?.Invoke(this, new LoggingEventArgs(message.Message, message.Kind, source));
}
