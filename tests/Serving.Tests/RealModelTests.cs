using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MlopsCl.Learner;
using MlopsCl.Pipeline.Stores;
using MlopsCl.Pipeline.Tests;

namespace MlopsCl.Serving.Tests;

/// <summary>A program with a pool over a folder store, with models that were really trained.</summary>
public sealed class RealModelTests : IDisposable
{
    private static readonly string s_base = Path.Combine(AppContext.BaseDirectory, "Fixtures", "llava");
    private static readonly string s_picture = Path.Combine(s_base, "baseline-444.jpg");
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AProgram_ServesTheProductionRelease_AndFollowsThePointerByItself()
    {
        var shelf = new ReleaseShelf(new FolderStore(_folder["store"], _clock), _clock);
        await shelf.PromoteAsync(s_base, Learned("free"));
        using var program = Program();
        await program.StartAsync();
        var pool = program.Services.GetRequiredService<LvlmPool>();
        Assert.Equal(("free", 1), await AskAsync(pool));
        var reloaded = new TaskCompletionSource<int>();
        pool.Reloaded += (_, swap) => reloaded.TrySetResult(swap.Live.Number);
        await shelf.PromoteAsync(s_base, Learned("rights"));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(2, await reloaded.Task);
        Assert.Equal(("rights", 2), await AskAsync(pool));
        await program.StopAsync();
    }

    [Fact]
    public void AProgramWithoutAStore_SaysWhatIsMissing()
    {
        using var services = new ServiceCollection().AddLogging().AddLvlmPool(_ => { }).BuildServiceProvider();
        Assert.Contains("Store is empty", Assert.Throws<ArgumentException>(services.GetRequiredService<LvlmPool>).Message);
    }

    private static async Task<(string, int)> AskAsync(LvlmPool pool)
    {
        var answer = await pool.AskAsync(new Question("What is it?", [Picture.FromFile(s_picture)]));
        return (answer.Answer.Text, answer.Release);
    }

    private IHost Program()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(_clock);
        builder.Services.AddLvlmPool(pool =>
        {
            (pool.Store, pool.Stream, pool.CacheFolder) = (_folder["store"], ReleaseShelf.Stream, _folder["cache"]);
            pool.Answering = new AnsweringOptions { MaxNewTokens = 4 };
            pool.SmokeQuestions = [new SmokeQuestion("What is it?", s_picture)];
        });
        return builder.Build();
    }

    private string Learned(string label)
    {
        Learning.Run(
            new LearningRequest
            {
                BaseModelFolder = s_base,
                OutputFolder = _folder[label],
                Task = "signs",
                Samples = [new Sample("s", "signs", [Picture.FromFile(s_picture)], [new Turn(Speaker.Human, "What is it?"), new Turn(Speaker.Assistant, label)])],
                Method = new MethodChoice("sequential"),
                Training = new TrainingOptions { Epochs = 20, BatchSize = 2, LearningRate = 1e-2, LoraRank = 4, WarmupRatio = 0 },
                Seed = 3,
            },
            progress: null,
            CancellationToken.None);
        return _folder[label];
    }
}
