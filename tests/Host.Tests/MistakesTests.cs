using System.Text.Json;

namespace MlopsCl.Host.Tests;

/// <summary>What a person types wrongly is told with the value, the rule and the next step, and for machines as one document.</summary>
public sealed class MistakesTests
{
    [Theory]
    [InlineData("status")]
    [InlineData("watch")]
    [InlineData("releases")]
    [InlineData("gate")]
    [InlineData("memory", "ls")]
    [InlineData("memory", "show", "0123")]
    [InlineData("memory", "diff", "1", "2")]
    [InlineData("memory", "erase", "--sample", "0123", "--reason", "a test")]
    [InlineData("rollback", "--release", "1", "--reason", "a test")]
    [InlineData("ask", "What is it?")]
    public async Task A_stream_that_nobody_knows_is_a_usage_error_with_a_suggestion(params string[] words)
    {
        using var site = new Site();
        await site.SubmitAsync("warmth", site.Dataset(TinyTask.Warmth));
        foreach (var (stream, advice) in new[] { ("colour", "Did you mean 'colours'?"), ("", "There are: "), ("../colours", "'../colours'"),
            ("f\u00e4rben", "There are: ") })
        {
            var run = await site.RunAsync([.. words, "--stream", stream]);
            Assert.Equal((2, ""), (run.ExitCode, run.Output));
            Assert.Contains($"There is no stream '{stream}'", run.Error, StringComparison.Ordinal);
            Assert.Contains(advice, run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_error_is_one_document_for_machines_too()
    {
        using var site = new Site();
        Directory.CreateDirectory(site.Store);
        var run = await site.RunAsync("releases", "--stream", "nobody", "--json");
        var document = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal((2, 2), (run.ExitCode, document.GetProperty("exit_code").GetInt32()));
        Assert.Equal($"error: {document.GetProperty("error").GetString()}{Environment.NewLine}", run.Error);
    }

    [Fact]
    public async Task So_is_a_command_line_that_cannot_be_understood()
    {
        var run = await Run.Of("releases", "--json", "--steam", "colours");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--steam", JsonDocument.Parse(run.Output).RootElement.GetProperty("error").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--samples", "-4")]
    [InlineData("--samples", "0")]
    [InlineData("--remembered", "-1")]
    public async Task A_plan_for_less_than_nothing_is_refused(string option, string value)
    {
        using var site = new Site();
        var run = await Run.Of("recipe", "plan", Site.Stream, "--recipes", site["streams"], option, value);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains($"{option} is {value}", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("submit", "--task", "warmth", "--dataset", "")]
    [InlineData("submit", "--task", "../x", "--dataset", "anything")]
    [InlineData("submit", "--task", "warmth", "--dataset", "anything", "--stream", "colour")]
    public async Task A_refused_submission_makes_no_store(params string[] words)
    {
        using var site = new Site();
        var run = await site.RunAsync(words.Contains("--stream") ? words : [.. words, "--stream", Site.Stream]);
        Assert.Equal(2, run.ExitCode);
        Assert.DoesNotContain("Parameter", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(site.Store));
    }

    [Theory]
    [InlineData(
        "submit", "--stream", Site.Stream, "--task", "warmth", "--dataset", "https://anna:S3CRET@account.blob.core.windows.net/c/n.tar?sv=1&sig=S3CRET")]
    [InlineData("submit", "--stream", Site.Stream, "--task", "warmth", "--dataset", "https:/account.blob.core.windows.net/c/n.tar?sv=1&sig=S3CRET")]
    [InlineData("submit", "--stream", Site.Stream, "--task", "warmth", "https://account.blob.core.windows.net/c/n.tar?sv=1&sig=S3CRET")]
    [InlineData("submit", "--stream", "https://account/c?sig=S3CRET", "--task", "warmth", "--dataset", "anything")]
    [InlineData("submit", "--stream", Site.Stream, "--task", "https://account/c?sig=S3CRET", "--dataset", "anything")]
    [InlineData("dataset", "validate", "https://account/c?sig=S3CRET")]
    [InlineData("status", "--store", "ftp://anna:S3CRET@host/c?sig=S3CRET")]
    [InlineData("status", "--store", "https:/account/c?sig=S3CRET")]
    [InlineData("worker", "--health", "ftp://anna:S3CRET@host")]
    public async Task A_signed_address_at_the_wrong_place_is_refused_without_its_secret(params string[] words)
    {
        using var site = new Site();
        foreach (var form in new string[][] { [], ["--json"] })
        {
            string[] given = [.. words, .. form];
            var run = words[0] is "dataset" || words.Contains("--store") ? await Run.Of(given) : await site.RunAsync(given);
            Assert.Equal(2, run.ExitCode);
            Assert.NotEmpty(run.Error);
            Assert.DoesNotContain("S3CRET", run.Error + run.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Empty_paths_and_questions_say_what_is_empty()
    {
        using var site = new Site();
        Directory.CreateDirectory(site.Store);
        Assert.Contains("The path of the dataset is empty", (await Run.Of("dataset", "validate", "")).Error, StringComparison.Ordinal);
        Assert.Contains("The question is empty", (await site.RunAsync("ask", "")).Error, StringComparison.Ordinal);
        Assert.Contains("There is no picture ''", (await site.RunAsync("ask", "--image", "", "What?")).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("worker", "--health", "")]
    [InlineData("ask", "What is it?")]
    [InlineData("eval", "--dataset", "anything")]
    [InlineData("demo")]
    [InlineData("bench", "streams", "--stream", Site.Stream)]
    [InlineData("conformance", "anything")]
    public async Task A_device_that_is_not_there_is_refused_before_anything_is_read(params string[] words)
    {
        using var site = new Site();
        var run = words[0] is "conformance" ? await Run.Of([.. words, "--device", "cuda:99"]) : await site.RunAsync([.. words, "--device", "cuda:99"]);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith("error: There is no device 'cuda:99'", run.Error, StringComparison.Ordinal);
        Assert.Contains("mlopscl doctor", run.Error, StringComparison.Ordinal);
        Assert.Contains("--device", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recipe_with_a_problem_is_a_check_that_says_no_and_one_that_is_not_there_is_a_usage_error()
    {
        using var site = new Site();
        var good = Path.Combine(site["streams"], Site.Stream + ".yml");
        var bad = site["mistyped.yml"];
        await File.WriteAllTextAsync(bad, (await File.ReadAllTextAsync(good)).Replace("epochs:", "epoch:", StringComparison.Ordinal));
        Assert.Equal(0, (await Run.Of("recipe", "validate", good)).ExitCode);
        Assert.Equal(1, (await Run.Of("recipe", "validate", bad)).ExitCode);
        Assert.Equal(1, (await Run.Of("recipe", "validate", bad, "--json")).ExitCode);
        Assert.Equal(2, (await Run.Of("recipe", "validate", site["absent.yml"])).ExitCode);
        Assert.Equal(2, (await Run.Of("recipe", "plan", bad)).ExitCode);
    }

    [Fact]
    public async Task A_second_worker_at_the_same_health_address_says_which_to_change()
    {
        using var site = new Site();
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var address = $"http://{taken.LocalEndpoint}";
        var run = await site.RunAsync("worker", "--health", address);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(address, run.Error, StringComparison.Ordinal);
        Assert.Contains("--health", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_picture_is_named_and_a_remembered_picture_is_saved_as_one()
    {
        using var site = new Site(epochs: 1);
        using (var worker = new WorkerProcess(site))
            Assert.Equal(0, (await site.SubmitAsync("warmth", site.Dataset(TinyTask.Warmth), "--wait")).ExitCode);
        var file = Path.Combine(site["datasets/warmth"], "train.json");
        var run = await site.RunAsync("ask", "--stream", Site.Stream, "--image", file, "Is it warm or cold?");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith($"error: {file}: it is a file that begins with", run.Error, StringComparison.Ordinal);

        var listed = await site.RunAsync("memory", "ls", "--stream", Site.Stream, "--json");
        var sample = JsonDocument.Parse(listed.Output).RootElement.GetProperty("entries")[0].GetProperty("sample").GetString()!;
        Assert.Equal(0, (await site.RunAsync("memory", "show", sample, "--stream", Site.Stream, "--save", site["pictures"])).ExitCode);
        Assert.Equal($"{sample[..12]}-1.png", Path.GetFileName(Assert.Single(Directory.GetFiles(site["pictures"]))));
    }
}
