using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using MlopsCl.Learner;
using MlopsCl.Pipeline.Stores;
using MlopsCl.Pipeline.Tests;

namespace MlopsCl.Serving.Tests;

/// <summary>A store with releases, and models that answer with the name that stands in their adapter.</summary>
internal sealed class Stage : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Stage()
    {
        Store = new FolderStore(_folder["store"], Clock);
        Shelf = new ReleaseShelf(Store, Clock);
        Directory.CreateDirectory(_folder["base"]);
        File.WriteAllText(_folder["base/config.json"], "{}");
    }

    public ManualClock Clock { get; } = new();

    public IStore Store { get; set; }

    public ReleaseShelf Shelf { get; }

    public List<string> Opened { get; } = [];

    public List<string> Closed { get; } = [];

    /// <summary>The most models that were loaded at once.</summary>
    public int MostAtOnce { get; private set; }

    public List<int> Batches { get; } = [];

    /// <summary>Set when a model begins to answer.</summary>
    public ManualResetEventSlim Entered { get; } = new();

    /// <summary>What a model waits for before it answers; open at first.</summary>
    public ManualResetEventSlim Door { get; } = new(initialState: true);

    public LvlmPoolOptions Options { get; } = new()
    {
        Store = "here", Stream = ReleaseShelf.Stream, CacheFolder = "", Answering = new AnsweringOptions { BatchSize = 8 },
    };

    public string this[string name] => _folder[name];

    /// <summary>Makes a release whose model answers with a name; <c>broken</c> cannot be loaded.</summary>
    public Task PromoteAsync(string name)
    {
        var adapter = Directory.CreateDirectory(_folder["adapter-" + name]).FullName;
        File.WriteAllText(Path.Combine(adapter, "adapter_model.safetensors"), name);
        return Shelf.PromoteAsync(_folder["base"], adapter);
    }

    public LvlmPool Pool(ILogger<LvlmPool>? log = null)
    {
        Options.CacheFolder = _folder["cache"];
        return new LvlmPool(Options, Store, Clock, log ?? NullLogger<LvlmPool>.Instance, Open);
    }

    public void Dispose()
    {
        _folder.Dispose();
        Entered.Dispose();
        Door.Dispose();
    }

    private PooledModel Open(Bundle bundle)
    {
        var name = File.ReadAllText(Path.Combine(bundle.AdapterFolder!, "adapter_model.safetensors"));
        Opened.Add(name);
        MostAtOnce = Math.Max(MostAtOnce, Opened.Count - Closed.Count);
        return name == "broken" ? throw new InvalidDataException("the adapter is broken") : new PooledModel(
            (questions, _, receive, cancellation) => Answer(name, questions, receive, cancellation), new Closing(() => Close(name)));
    }

    private IReadOnlyList<Answer> Answer(string name, IReadOnlyList<Question> questions, Action<AnswerPiece> receive, CancellationToken cancellation)
    {
        Entered.Set();
        Door.Wait(cancellation);
        lock (Batches)
            Batches.Add(questions.Count);
        if (questions.Any(question => question.Text == "spoil"))
            throw new ArgumentException("this question does not fit");
        for (var i = 0; i < questions.Count; i++)
        {
            receive(new AnswerPiece(i, name + ": "));
            receive(new AnswerPiece(i, questions[i].Text));
        }

        return [.. questions.Select(question => new Answer($"{name}: {question.Text}", name == "unsure" ? float.NaN : 0.5f, []))];
    }

    private void Close(string name)
    {
        Closed.Add(name);
        if (name == "stuck")
            throw new InvalidOperationException("its memory cannot be freed");
    }

    private sealed class Closing(Action close) : IDisposable
    {
        public void Dispose() => close();
    }
}
