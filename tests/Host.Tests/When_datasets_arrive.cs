using System.Text.Json;
using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Host.Tests;

public sealed class When_datasets_arrive
{
    [Fact]
    public async Task Two_tasks_become_two_releases_that_every_verb_can_speak_of()
    {
        using var site = new Site();
        using var worker = new WorkerProcess(site);
        var first = site.Dataset(TinyTask.Warmth);
        Assert.Equal(0, (await site.SubmitAsync("warmth", first)).ExitCode);
        Assert.Equal(0, (await site.SubmitAsync("light", site.Dataset(TinyTask.Light))).ExitCode);
        var watched = await site.RunAsync("watch", "--stream", Site.Stream);
        Assert.Equal((0, ""), (watched.ExitCode, watched.Error));
        Assert.Contains("promoted: release 2", watched.Output, StringComparison.Ordinal);

        var releases = Json(await site.RunAsync("releases", "--stream", Site.Stream, "--json")).GetProperty("releases");
        Assert.Equal(["warmth", "light"], releases.EnumerateArray().Select(r => r.GetProperty("task").GetString()));
        Assert.Equal([1, 2], releases.EnumerateArray().Select(r => r.GetProperty("accuracy").EnumerateObject().Count()));

        var gate = Json(await site.RunAsync("gate", "--stream", Site.Stream, "--run", "2", "--json"));
        Assert.Equal("accepted", gate.GetProperty("result").GetString());
        var memory = Json(await site.RunAsync("memory", "ls", "--stream", Site.Stream, "--json"));
        Assert.Equal(24, memory.GetProperty("entries").GetArrayLength());
        var asked = Json(await site.RunAsync("ask", "--stream", Site.Stream, "--image", Path.Combine(first, "images", "test-24.png"), TinyTask.Warmth.Question, "--json"));
        Assert.Equal(2, asked.GetProperty("release").GetInt32());
        Assert.NotEqual("", asked.GetProperty("text").GetString());

        var back = await site.RunAsync("rollback", "--stream", Site.Stream, "--release", "1", "--reason", "a test");
        Assert.Equal(0, back.ExitCode);
        Assert.Equal(1, Json(await site.RunAsync("status", "--stream", Site.Stream, "--json")).GetProperty("streams")[0].GetProperty("production").GetInt32());
    }

    [Fact]
    public async Task The_same_dataset_submitted_five_times_is_one_run()
    {
        using var site = new Site();
        var dataset = site.Dataset(TinyTask.Warmth);
        var duplicates = new List<bool>();
        for (var i = 0; i < 5; i++)
            duplicates.Add(Json(await site.SubmitAsync("warmth", dataset)).GetProperty("duplicate").GetBoolean());
        Assert.Equal([false, true, true, true, true], duplicates);
        Assert.Single((await new Journal(site).StatusAsync()).Runs);
    }

    [Fact]
    public async Task Bad_datasets_are_quarantined_with_the_record_and_the_stream_goes_on()
    {
        using var site = new Site();
        using var worker = new WorkerProcess(site);
        var reasons = new Dictionary<string, string>
        {
            ["missing"] = await QuarantineAsync(site, "missing", folder => File.Delete(Path.Combine(folder, "images", "train-3.png"))),
            ["broken"] = await QuarantineAsync(site, "broken", folder => File.AppendAllText(Path.Combine(folder, "train.json"), "{")),
            ["empty"] = await QuarantineAsync(site, "empty", folder => File.WriteAllText(Path.Combine(folder, "test.json"), "[]")),
            ["escape"] = await QuarantineAsync(site, "escape", folder => Replace(Path.Combine(folder, "train.json"), "train-5.png", "../../train-5.png")),
            ["digest"] = await QuarantineAsync(site, "digest", _ => { }, "--sha256", new string('0', 64)),
        };
        Assert.Contains("train-3.png", reasons["missing"], StringComparison.Ordinal);
        Assert.Contains("record 4", reasons["missing"], StringComparison.Ordinal);
        Assert.Contains("train.json", reasons["broken"], StringComparison.Ordinal);
        Assert.Contains("test.json", reasons["empty"], StringComparison.Ordinal);
        Assert.Contains("record 6", reasons["escape"], StringComparison.Ordinal);
        Assert.Contains(new string('0', 64), reasons["digest"], StringComparison.Ordinal);

        Assert.Equal(0, (await site.SubmitAsync("warmth", site.Dataset(TinyTask.Warmth))).ExitCode);
        var last = (await new Journal(site).EndAsync())[^1];
        Assert.Equal(("warmth", RunState.Promoted), (last.Task, last.State));
        Assert.Equal(5, (await site.RunAsync("status", "--stream", Site.Stream)).Output.Split("quarantined").Length - 1);
    }

    [Fact]
    public async Task A_candidate_that_was_examined_on_too_few_items_is_rejected_and_nothing_serves()
    {
        using var site = new Site(epochs: 1, minimumItems: 1000);
        using var worker = new WorkerProcess(site);
        await site.SubmitAsync("warmth", site.Dataset(TinyTask.Warmth));
        var watched = await site.RunAsync("watch", "--stream", Site.Stream);
        Assert.Equal(1, watched.ExitCode);
        Assert.Equal(1, (await site.RunAsync("gate", "--stream", Site.Stream)).ExitCode);
        var asked = await site.RunAsync("ask", "--stream", Site.Stream, "Is it warm or cold?");
        Assert.Equal(2, asked.ExitCode);
        Assert.Contains("no release yet", asked.Error, StringComparison.Ordinal);
    }

    private static async Task<string> QuarantineAsync(Site site, string name, Action<string> spoil, params string[] more)
    {
        var folder = TinyTask.Warmth.Write(site["datasets/" + name]);
        spoil(folder);
        Assert.Equal(0, (await site.SubmitAsync(name, folder, more)).ExitCode);
        var run = (await new Journal(site).UntilAsync(runs => runs.Any(r => r.Task == name && r.IsFinished))).Single(r => r.Task == name);
        Assert.Equal(RunState.Quarantined, run.State);
        return Json(await site.SubmitAsync(name, folder, more)).GetProperty("run").GetProperty("reason").GetString()!;
    }

    private static void Replace(string file, string text, string by) => File.WriteAllText(file, File.ReadAllText(file).Replace($"\"image\":\"{text}\"", $"\"image\":\"{by}\"", StringComparison.Ordinal));

    private static JsonElement Json(Run run)
    {
        Assert.Equal("", run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
