namespace Microsoft.ML.Runtime;

/// <summary>An environment below the context; its messages go up to the context's log.</summary>
internal sealed class Host : IHost
{
    private readonly string _name;
    private readonly Action<string, ChannelMessage> _deliver;

    internal Host(string name, Random rand, ComponentCatalog catalog, Action<string, ChannelMessage> deliver)
    {
        _name = name;
        _deliver = deliver;
        Rand = rand;
        ComponentCatalog = catalog;
    }

    public Random Rand { get; }

    public ComponentCatalog ComponentCatalog { get; }

    public string ContextDescription => _name;

    public TException Process<TException>(TException ex)
        where TException : Exception => ex;

    public IChannel Start(string name) => new Channel(Below(name), _deliver);

    public IHost Register(string name, int? seed = null, bool? verbose = null) =>
        new Host(Named(name), new Random(seed ?? Rand.Next()), ComponentCatalog, _deliver);

    private static string Named(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return name;
    }

    private string Below(string name) => _name.Length == 0 ? Named(name) : $"{_name}; {Named(name)}";
}
