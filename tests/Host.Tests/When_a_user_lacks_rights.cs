using System.Diagnostics;
using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Host.Tests;

/// <summary>What may not be read or written is named with the rule and the next step, by the right exit code, and nothing is lost.</summary>
public sealed class When_a_user_lacks_rights
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_store_that_may_not_be_written_takes_nothing_keeps_everything_and_can_be_looked_at()
    {
        using var site = new Site();
        await site.SubmitAsync("warmth", site.Dataset(TinyTask.Warmth));
        var refused = await WithoutRights.RunAsync(
            site.Store, WithoutRights.ReadOnly, Submission(site, "light", site.Dataset(TinyTask.Light)));
        AssertRefused(refused, 4, site.Store, "right to write all of it", "chmod");
        Assert.Equal("warmth", Assert.Single((await new Journal(site).StatusAsync()).Runs).Task);
        var looked = await WithoutRights.RunAsync(site.Store, WithoutRights.ReadOnly, site.Arguments("status"));
        Assert.Equal((0, ""), (looked.ExitCode, looked.Error));
        Assert.Contains("warmth", looked.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await site.SubmitAsync("light", site.Dataset(TinyTask.Light))).ExitCode);
    }

    [Fact]
    public async Task A_store_that_may_not_even_be_read_is_no_empty_one()
    {
        using var site = new Site();
        await site.SubmitAsync("warmth", site.Dataset(TinyTask.Warmth));
        foreach (var words in new string[][] { ["status"], ["releases", "--stream", Site.Stream], Submission(site, "light", site.Dataset(TinyTask.Light)) })
        {
            var run = await WithoutRights.RunAsync(site.Store, WithoutRights.None, words[0] is "submit" ? words : site.Arguments(words));
            AssertRefused(run, 4, site.Store, "cannot be used as a store", "this user can write to");
        }

        Assert.Single((await new Journal(site).StatusAsync()).Runs);
    }

    [Fact]
    public async Task A_store_that_cannot_be_made_says_which_folder_it_was_to_be()
    {
        using var site = new Site();
        var dataset = site.Dataset(TinyTask.Warmth);
        var parent = Directory.CreateDirectory(site["locked"]).FullName;
        var run = await WithoutRights.RunAsync(
            parent, WithoutRights.ReadOnly, "submit", "--stream", Site.Stream, "--task", "warmth", "--dataset", dataset, "--store",
            Path.Combine(parent, "store"), "--recipes", site["streams"]);
        AssertRefused(run, 4, Path.Combine(parent, "store"), "cannot be used as a store", "Choose a folder that this user can write to");
        Assert.Empty(Directory.GetFileSystemEntries(parent));
    }

    [Fact]
    public async Task A_store_whose_locks_are_another_users_says_whose_right_is_missing()
    {
        using var site = new Site();
        await site.SubmitAsync("warmth", site.Dataset(TinyTask.Warmth));
        var locks = Path.Combine(site.Store, ".store", "locks");
        foreach (var name in Enumerable.Range(0, 256).Select(i => Path.Combine(locks, i.ToString("x2", System.Globalization.CultureInfo.InvariantCulture))))
            await File.AppendAllTextAsync(name, "");
        if (Environment.IsPrivilegedProcess)
            await ShellAsync("chown", "-R", "65534", locks);
        var refused = await WithoutRights.RunAsync(
            locks, WithoutRights.ReadOnly, Submission(site, "light", site.Dataset(TinyTask.Light)));
        AssertRefused(refused, 4, locks, $"may not be opened by the user '{Environment.UserName}'", "chgrp -R, chmod -R g+rwX");
        Assert.Equal("warmth", Assert.Single((await new Journal(site).StatusAsync()).Runs).Task);
    }

    [Theory]
    [InlineData("")]
    [InlineData("train.json")]
    [InlineData("images/train-3.png")]
    public async Task A_dataset_that_may_not_be_read_is_refused_before_a_store_is_made(string part)
    {
        using var site = new Site();
        var dataset = site.Dataset(TinyTask.Warmth);
        var forbidden = Path.Combine(dataset, part).TrimEnd('/');
        foreach (var words in new string[][] { Submission(site, "warmth", dataset), ["dataset", "validate", dataset] })
            AssertRefused(await WithoutRights.RunAsync(forbidden, WithoutRights.None, words), 2, forbidden, "runs as the user", "give that user the right");
        Assert.False(Directory.Exists(site.Store));
    }

    [Fact]
    public async Task An_output_that_may_not_be_written_is_refused_and_the_source_stays()
    {
        using var site = new Site();
        var dataset = site.Dataset(TinyTask.Warmth);
        var parent = Directory.CreateDirectory(site["locked"]).FullName;
        foreach (var words in new string[][]
        {
            ["export", "--model", site["base"], "--output", Path.Combine(parent, "out")],
            ["pretrain", "--output", Path.Combine(parent, "out"), "--work", site["work"]],
            ["dataset", "import", "llava", "--source", Path.Combine(dataset, "train.json"), "--images", Path.Combine(dataset, "images"), "--task", "warmth",
                "--output", Path.Combine(parent, "out")],
        })
            AssertRefused(await WithoutRights.RunAsync(parent, WithoutRights.ReadOnly, words), 2, Path.Combine(parent, "out"), "name another file or folder");
        Assert.Empty(Directory.GetFileSystemEntries(parent));
        Assert.True(File.Exists(Path.Combine(dataset, "train.json")));
    }

    [Fact]
    public async Task A_pre_training_into_a_folder_that_may_not_be_written_is_refused_before_it_begins()
    {
        using var site = new Site();
        var output = Directory.CreateDirectory(site["locked"]).FullName;
        var run = await WithoutRights.RunAsync(output, WithoutRights.ReadOnly, "pretrain", "--output", output, "--work", site["work"]);
        AssertRefused(run, 2, output, "name another file or folder");
        Assert.False(Directory.Exists(site["work"]));
    }

    [Fact]
    public async Task A_recipe_that_may_not_be_read_is_named()
    {
        using var site = new Site();
        var recipe = Path.Combine(site["streams"], Site.Stream + ".yml");
        var run = await WithoutRights.RunAsync(recipe, WithoutRights.None, "recipe", "validate", recipe);
        AssertRefused(run, 2, recipe, "give that user the right");
    }

    [Fact]
    public async Task A_worker_waits_for_its_store_and_quarantines_what_it_may_not_read()
    {
        using var site = new Site();
        var dataset = site.Dataset(TinyTask.Warmth);
        await site.SubmitAsync("warmth", dataset);
        using var unreadable = WithoutRights.Forbid(Path.Combine(dataset, "images"), WithoutRights.None);
        var troubled = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var start = WithoutRights.Program([.. site.Arguments("worker"), "--health", ""]);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => _ = line.Data?.Contains("trouble:", StringComparison.Ordinal) == true && troubled.TrySetResult(line.Data);
        process.ErrorDataReceived += (_, _) => { };
        using (WithoutRights.Forbid(site.Store, WithoutRights.ReadOnly))
        {
            process.Start();
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            try
            {
                Assert.Contains("right to write all of it", await troubled.Task.WaitAsync(Patience), StringComparison.Ordinal);
            }
            catch
            {
                process.Kill();
                throw;
            }
        }

        try
        {
            var run = Assert.Single(await new Journal(site).EndAsync());
            Assert.Equal(RunState.Quarantined, run.State);
            Assert.Contains("Give the worker the right to", run.Reason, StringComparison.Ordinal);
        }
        finally
        {
            process.Kill();
        }
    }

    private static string[] Submission(Site site, string task, string dataset) =>
        site.Arguments("submit", "--stream", Site.Stream, "--task", task, "--dataset", dataset);

    private static void AssertRefused(Run run, int exitCode, params string[] told)
    {
        Assert.True(exitCode == run.ExitCode, $"exit code {run.ExitCode}, not {exitCode}: {run.Output}{run.Error}");
        Assert.StartsWith("error: ", run.Error, StringComparison.Ordinal);
        Assert.All(told, text => Assert.Contains(text, run.Error, StringComparison.Ordinal));
    }

    private static async Task ShellAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(0, process.ExitCode);
    }
}
