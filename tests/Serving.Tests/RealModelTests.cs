using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using MlopsCl.Learner;
using MlopsCl.Pipeline.Stores;
using MlopsCl.Pipeline.Tests;

namespace MlopsCl.Serving.Tests;

/// <summary>Programs with pools over folder stores, with models that were really trained.</summary>
public sealed class RealModelTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualClock _clock = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AProgram_ServesTheProductionRelease_AndFollowsThePointerByItself()
    {
        var shelf = Shelf("store");
        await shelf.PromoteAsync(RealAdapter.Base, RealAdapter.Learn(_folder["free"], "free"));
        using var program = Program(services => services.AddLvlmPool(pool => RealAdapter.Quick(pool, _folder["store"], _folder["cache"])));
        await program.StartAsync();
        var pool = program.Services.GetRequiredService<LvlmPool>();
        Assert.Equal(("free", 1), await RealAdapter.AskAsync(pool));
        var reloaded = new TaskCompletionSource<int>();
        pool.Reloaded += (_, swap) => reloaded.TrySetResult(swap.Live.Number);
        await shelf.PromoteAsync(RealAdapter.Base, RealAdapter.Learn(_folder["rights"], "rights"));
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(2, await reloaded.Task.WaitAsync(TimeSpan.FromMinutes(3)));
        Assert.Equal(("rights", 2), await RealAdapter.AskAsync(pool));
        await program.StopAsync();
    }

    [Fact]
    public async Task SeveralPools_ServeSideBySide_UnderTheirNames()
    {
        await Shelf("one").PromoteAsync(RealAdapter.Base, RealAdapter.Learn(_folder["free"], "free"));
        await Shelf("two").PromoteAsync(RealAdapter.Base, RealAdapter.Learn(_folder["rights"], "rights"));
        using var program = Program(services => services
            .AddLvlmPool("one", pool => RealAdapter.Quick(pool, _folder["one"], _folder["cache-one"]))
            .AddLvlmPool("two", pool => RealAdapter.Quick(pool, _folder["two"], _folder["cache-two"])));
        await program.StartAsync();
        Assert.Equal(("free", 1), await RealAdapter.AskAsync(program.Services.GetRequiredKeyedService<LvlmPool>("one")));
        Assert.Equal(("rights", 1), await RealAdapter.AskAsync(program.Services.GetRequiredKeyedService<LvlmPool>("two")));
        Assert.Null(program.Services.GetService<LvlmPool>());
        await program.StopAsync();
    }

    [Fact]
    public void ANameThatIsThereAlready_AddsToItsSettings_AndToNoOther()
    {
        using var services = new ServiceCollection().AddLogging()
            .AddLvlmPool(pool => RealAdapter.Quick(pool, _folder["one"], _folder["cache"]))
            .AddLvlmPool("named", pool => RealAdapter.Quick(pool, _folder["two"], _folder["cache"]))
            .AddLvlmPool("named", pool => pool.Stream = "others")
            .BuildServiceProvider();
        Assert.Equal(2, services.GetServices<IHostedService>().Count());
        var settings = services.GetRequiredService<Microsoft.Extensions.Options.IOptionsMonitor<LvlmPoolOptions>>();
        Assert.Equal((ReleaseShelf.Stream, "others"), (settings.CurrentValue.Stream, settings.Get("named").Stream));
        Assert.NotSame(services.GetRequiredService<LvlmPool>(), services.GetRequiredKeyedService<LvlmPool>("named"));
    }

    [Fact]
    public async Task AProgramOverADamagedStream_RunsOn_AndServesOnceItIsMended()
    {
        var shelf = Shelf("store");
        await shelf.PromoteAsync(RealAdapter.Base, RealAdapter.Learn(_folder["free"], "free"));
        var state = Path.Combine(_folder["store"], "streams", ReleaseShelf.Stream, "state.json");
        var sound = await File.ReadAllBytesAsync(state);
        await File.WriteAllTextAsync(state, "{");
        using var program = Program(services => services.AddLvlmPool(pool => RealAdapter.Quick(pool, _folder["store"], _folder["cache"])));
        await program.StartAsync();
        var pool = program.Services.GetRequiredService<LvlmPool>();
        await Assert.ThrowsAsync<NoReleaseException>(() => RealAdapter.AskAsync(pool));
        await File.WriteAllBytesAsync(state, sound);
        var reloaded = new TaskCompletionSource();
        pool.Reloaded += (_, _) => reloaded.TrySetResult();
        _clock.Advance(TimeSpan.FromSeconds(5));
        await reloaded.Task.WaitAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(("free", 1), await RealAdapter.AskAsync(pool));
        await program.StopAsync();
    }

    [Fact]
    public async Task AProgramWithWrongSettings_EndsBeforeItTakesRequests_AndNamesThemAll()
    {
        async Task FailsAsync(Action<IServiceCollection> add, string pool, params string[] problems)
        {
            using var program = Program(add);
            var failures = (await Assert.ThrowsAsync<OptionsValidationException>(() => program.StartAsync())).Failures.ToArray();
            Assert.Equal(problems.Length, failures.Length);
            Assert.All(problems.Zip(failures), pair => Assert.StartsWith($"{pool}: {pair.First}", pair.Second));
        }

        await FailsAsync(services => services.AddLvlmPool(_ => { }), "AddLvlmPool", "Store is empty", "Stream is empty", "CacheFolder is empty");
        await FailsAsync(
            services => services.AddLvlmPool("two", pool =>
            {
                (pool.Store, pool.Stream, pool.CacheFolder) = (_folder["store"], "Not a stream", _folder["cache"]);
                (pool.Device, pool.PollInterval, pool.MaxWaiting, pool.MaxWaitingBytes) = ("gpu", TimeSpan.Zero, 0, 0);
                pool.Answering = new AnsweringOptions { MaxNewTokens = 0 };
                pool.SmokeQuestions = [new SmokeQuestion("q", Picture: _folder["no.png"], ScoringRule: "exakt")];
            }),
            "AddLvlmPool(\"two\")",
            "Stream is 'Not a stream'", "Device is 'gpu'", "PollInterval is 00:00:00", "MaxWaiting is 0", "MaxWaitingBytes is 0",
            "Answering: MaxNewTokens is 0", "SmokeQuestions: 'q' names the scoring rule 'exakt'", $"SmokeQuestions: 'q' has the picture '{_folder["no.png"]}'");
    }

    [Fact]
    public async Task AHealthCheck_IsAddedForAPoolByItsName()
    {
        await using var services = new ServiceCollection().AddLogging()
            .AddLvlmPool("named", pool => RealAdapter.Quick(pool, _folder["store"], _folder["cache"]))
            .AddHealthChecks().AddLvlmPool("named", name: "signs", tags: ["ready"]).Services.BuildServiceProvider();
        var report = await services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Tags.Contains("ready"));
        Assert.Equal(("signs", HealthStatus.Unhealthy), (report.Entries.Single().Key, report.Status));
    }

    private ReleaseShelf Shelf(string store) => new(new FolderStore(_folder[store], _clock), _clock);

    private IHost Program(Action<IServiceCollection> add)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton<TimeProvider>(_clock);
        add(builder.Services);
        return builder.Build();
    }
}
