using System.Globalization;
using System.Text.Json;
using MlopsCl.Learner;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Gating;
using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Promoting;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Serving.Tests;

/// <summary>Puts releases into a store, as a worker would after its training.</summary>
internal sealed class ReleaseShelf(IStore store, TimeProvider clock)
{
    public const string Stream = "signs";

    private readonly ContentStore _content = new(store);

    /// <summary>Makes what two folders hold the next release, and production.</summary>
    public async Task<Release> PromoteAsync(string baseModelFolder, string adapterFolder)
    {
        var state = await new StreamLog(store).StateAsync(Stream, default);
        var files = await AddAsync(Directory.GetFiles(adapterFolder));
        var key = (state.Releases + 1).ToString(CultureInfo.InvariantCulture).PadLeft(64, '0');
        var modelFiles = new[] { "*.json", "*.jinja", "model.safetensors" }.SelectMany(pattern => Directory.GetFiles(baseModelFolder, pattern));
        var baseModel = await _content.AddBytesAsync(JsonSerializer.SerializeToUtf8Bytes(new { files = await AddAsync(modelFiles) }), default);
        var candidate = new Candidate(
            Stream, "signs", key, state.Production, baseModel, files, "m", new TrainingReport(1, 1, 0, 1, [0.5], files["adapter_model.safetensors"]));
        var run = new Run(key, Stream, "signs", "a", "d", "r", state.Releases + 1, clock.GetUtcNow())
        {
            CandidateSha256 = "c", ScorecardSha256 = "s", VerdictSha256 = "v",
        };
        var accepted = (Accepted)Gate.Judge(
            new GateInput(Card(1), "signs", null, null, Card(0)) { EarlierTasks = [] },
            new GatePolicy { MinimumItems = 1, MinimumGain = 0, ForgettingBudget = 1, AverageBudget = 1, Floor = 0 });
        return await new Promotion(store, clock).PromoteAsync(accepted, candidate, Card(1), [new LearnedTask("signs", "d", "t")], run, state.Epoch, default);
    }

    public Task<Release> RollbackAsync(int release) => new Promotion(store, clock).RollbackAsync(Stream, release, "a test", default);

    private async Task<Dictionary<string, string>> AddAsync(IEnumerable<string> paths)
    {
        var digests = new Dictionary<string, string>();
        foreach (var path in paths)
            digests.Add(Path.GetFileName(path), await _content.AddFileAsync(path, default));
        return digests;
    }

    private static Scorecard Card(double score) =>
        new(Stream, "x", [new TaskScore("signs", "d", "exact", [new ItemOutcome("i", "i", "q", "g", "a", score, null)])]);
}
