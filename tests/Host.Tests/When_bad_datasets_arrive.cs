using System.Text.Json;

namespace MlopsCl.Host.Tests;

public sealed class When_bad_datasets_arrive
{
    [Fact]
    public async Task Each_is_quarantined_with_what_is_at_fault_and_the_same_worker_learns_the_next_task()
    {
        using var site = new Site();
        using var worker = new WorkerProcess(site);
        var cases = BadDataset.Of(site).ToArray();
        foreach (var bad in cases)
        {
            var run = await SubmitAsync(site, bad.Task, bad.Address, bad.Digest is null ? [] : ["--sha256", bad.Digest], exitCode: 2);
            Assert.Equal((bad.Task, "quarantined"), (run.GetProperty("task").GetString(), run.GetProperty("state").GetString()));
            Assert.All(bad.Blame, words => Assert.Contains(words, run.GetProperty("reason").GetString(), StringComparison.Ordinal));
        }

        var good = await SubmitAsync(site, "warmth", site.Dataset(TinyTask.Warmth), [], exitCode: 0);
        Assert.Equal(("promoted", 1), (good.GetProperty("state").GetString(), good.GetProperty("release").GetInt32()));
        Assert.True(worker.Lives);

        var status = await Run.InItsOwnProcess(site.Arguments("status", "--stream", Site.Stream, "--json"));
        var runs = JsonDocument.Parse(status.Output).RootElement.GetProperty("streams")[0].GetProperty("runs").EnumerateArray().ToArray();
        Assert.Equal(cases.Select(c => c.Task).Append("warmth"), runs.Select(r => r.GetProperty("task").GetString()));
        Assert.All(
            runs.Zip(cases), pair => Assert.All(
                pair.Second.Blame, words => Assert.Contains(words, pair.First.GetProperty("reason").GetString(), StringComparison.Ordinal)));
        Assert.Empty(Directory.EnumerateFiles(site[""], "escaped.png", SearchOption.AllDirectories));
    }

    private static async Task<JsonElement> SubmitAsync(Site site, string task, string dataset, string[] more, int exitCode)
    {
        string[] words = ["submit", "--stream", Site.Stream, "--task", task, "--dataset", dataset, "--wait", "--json", .. more];
        var run = await Run.InItsOwnProcess(site.Arguments(words));
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Error));
        return JsonDocument.Parse(run.Output).RootElement.GetProperty("run");
    }
}
