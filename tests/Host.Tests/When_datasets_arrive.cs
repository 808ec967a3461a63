using System.Diagnostics;
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
        var asked = Json(
            await site.RunAsync("ask", "--stream", Site.Stream, "--image", Path.Combine(first, "images", "test-24.png"), TinyTask.Warmth.Question, "--json"));
        Assert.Equal(2, asked.GetProperty("release").GetInt32());
        Assert.NotEqual("", asked.GetProperty("text").GetString());

        var back = await site.RunAsync("rollback", "--stream", Site.Stream, "--release", "1", "--reason", "a test");
        Assert.Equal(0, back.ExitCode);
        Assert.Equal(1, Json(await site.RunAsync("status", "--stream", Site.Stream, "--json")).GetProperty("streams")[0].GetProperty("production").GetInt32());
    }

    [Fact]
    public async Task The_same_dataset_submitted_five_times_by_path_or_address_is_one_run()
    {
        using var site = new Site();
        var dataset = site.Dataset(TinyTask.Warmth);
        var duplicates = new List<bool>();
        for (var i = 0; i < 5; i++)
            duplicates.Add(Json(await site.SubmitAsync("warmth", i == 1 ? new Uri(dataset).AbsoluteUri : dataset)).GetProperty("duplicate").GetBoolean());
        Assert.Equal([false, true, true, true, true], duplicates);
        Assert.Single((await new Journal(site).StatusAsync()).Runs);
    }

    [Fact]
    public async Task A_quarantined_run_is_tried_again_on_request_with_the_dataset_where_it_lies_now()
    {
        using var site = new Site(epochs: 1);
        using var worker = new WorkerProcess(site);
        var dataset = site.Dataset(TinyTask.Warmth);
        var digest = await Pipeline.Datasets.DatasetDigest.ComputeAsync(dataset);
        Assert.Equal(2, (await site.SubmitAsync("warmth", site["nowhere"], "--sha256", digest, "--wait")).ExitCode);
        var known = await site.RunAsync("submit", "--stream", Site.Stream, "--task", "warmth", "--dataset", dataset);
        Assert.Contains("known already", known.Output, StringComparison.Ordinal);
        Assert.Contains("--again", known.Output, StringComparison.Ordinal);
        var again = Json(await site.SubmitAsync("warmth", dataset, "--again", "--wait")).GetProperty("run");
        Assert.Equal(("promoted", 1), (again.GetProperty("state").GetString(), again.GetProperty("number").GetInt32()));
        var twice = await site.RunAsync("submit", "--stream", Site.Stream, "--task", "warmth", "--dataset", dataset, "--again");
        Assert.Equal(2, twice.ExitCode);
        Assert.Contains("only a failed or quarantined run", twice.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_whose_journal_is_damaged_keeps_no_other_waiting()
    {
        using var site = new Site(epochs: 1);
        var dataset = site.Dataset(TinyTask.Warmth);
        File.WriteAllText(
            site["streams/broken.yml"], File.ReadAllText(site[$"streams/{Site.Stream}.yml"]).Replace(
                $"stream: {Site.Stream}", "stream: broken", StringComparison.Ordinal));
        await site.RunAsync("submit", "--stream", "broken", "--task", "warmth", "--dataset", dataset);
        File.WriteAllText(Path.Combine(site.Store, "streams", "broken", "state.json"), "{ \"stream\": ");
        await site.SubmitAsync("warmth", dataset);
        using var worker = new WorkerProcess(site);
        Assert.Equal(RunState.Promoted, Assert.Single(await new Journal(site).EndAsync()).State);
        var status = await site.RunAsync("status");
        Assert.Equal(4, status.ExitCode);
        Assert.Contains("promoted", status.Output, StringComparison.Ordinal);
        Assert.Contains("stream broken: damaged: Document 'streams/broken/state.json'", status.Output, StringComparison.Ordinal);
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

    [Fact]
    public async Task A_worker_for_machines_writes_its_log_as_one_object_a_line()
    {
        using var site = new Site(epochs: 1);
        await site.SubmitAsync("warmth", site.Dataset(TinyTask.Warmth));
        string[] words = [Path.Combine(AppContext.BaseDirectory, "mlopscl.dll"), .. site.Arguments("worker"), "--health", "", "--json"];
        using var worker = Process.Start(
            new ProcessStartInfo("dotnet", words) { RedirectStandardOutput = true, Environment = { ["GOMP_SPINCOUNT"] = "0" } })!;
        try
        {
            var line = await worker.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(5));
            var entry = JsonDocument.Parse(line!).RootElement;
            Assert.Equal("Information", entry.GetProperty("LogLevel").GetString());
            var state = entry.GetProperty("State");
            Assert.Equal(
                (Site.Stream, "warmth", "promoted: release 1"),
                (state.GetProperty("Stream").GetString(), state.GetProperty("Task").GetString(), state.GetProperty("End").GetString()));
        }
        finally
        {
            worker.Kill();
        }
    }

    private static JsonElement Json(Run run)
    {
        Assert.Equal("", run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
