namespace MlopsCl.Host.Tests;

/// <summary>A tiny site in a temporary folder, gone after the test, and the verbs on it.</summary>
internal sealed class Site : IDisposable
{
    public const string Stream = TinySite.Stream;
    private readonly string _folder = Directory.CreateTempSubdirectory("mlopscl-site-").FullName;
    private readonly TinySite _site;

    public Site(int epochs = 6, int minimumItems = 4) => _site = new TinySite(_folder, epochs, minimumItems);

    public string Store => _site.Store;

    public string this[string name] => _site[name];

    public string[] Arguments(params string[] words) => _site.Arguments(words);

    public Task<Run> RunAsync(params string[] words) => Run.Of(Arguments(words));

    public Task<Run> SubmitAsync(string task, string dataset, params string[] more) =>
        RunAsync(["submit", "--stream", Stream, "--task", task, "--dataset", dataset, "--json", .. more]);

    public string Dataset(TinyTask task) => _site.Dataset(task);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
