namespace Microsoft.ML.Runtime;

/// <summary>An environment below the context; its messages go up to the context's log.</summary>
internal sealed class Host : IHost
{
    private readonly string _path;
    private readonly Action<string, ChannelMessage> _deliver;

    internal Host(string path, Random rand, ComponentCatalog catalog, Action<string, ChannelMessage> deliver)
    {
        _path = path;
        _deliver = deliver;
        Rand = rand;
        ComponentCatalog = catalog;
    }

    public Random Rand { get; }

    public ComponentCatalog ComponentCatalog { get; }

    public string ContextDescription => _path;

    public TException Process<TException>(TException ex)
        where TException : Exception => ex;

    public IChannel Start(string name) => new Channel(Below(name), _deliver);

    public IHost Register(string name, int? seed = null, bool? verbose = null) =>
        new Host(Below(name), new Random(seed ?? Rand.Next()), ComponentCatalog, _deliver);

    private string Below(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return _path.Length == 0 ? name : $"{_path}; {name}";
    }
}
