using System.Text.Json;
using MlopsCl.Learner;

namespace MlopsCl.Host.Tests;

public sealed class BenchGpuTests
{
    private static readonly string Architecture = Path.Combine(Repository.Root, "tests", "Learner.Tests", "Fixtures", "llava");

    [Fact]
    public async Task Without_the_device_it_says_what_it_needs()
    {
        var run = await Run.Of("bench", "gpu", "--device", "cuda:99");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("needs a CUDA GPU", run.Error, StringComparison.Ordinal);
        Assert.Contains("standins/TorchSharp/native/build.sh", run.Error, StringComparison.Ordinal);
    }

    private static readonly SpeedRequest Request = new() { ConfigFolder = Architecture, Device = "cpu" };

    [Fact]
    public async Task The_other_programs_last_line_is_what_it_measured()
    {
        var script = Script(
            "import sys\nprint('a library says hello')\nprint('{\"program\": \"other\", \"rank\": ' + sys.argv[sys.argv.index('--rank') + 1] + '}')");
        var (measured, reason) = await PeerProgram.RunAsync(script, Request, CancellationToken.None);
        Assert.Null(reason);
        Assert.Equal(("other", 16), (measured!.Value.GetProperty("program").GetString(), measured.Value.GetProperty("rank").GetInt32()));
        File.Delete(script);
    }

    [Fact]
    public async Task Another_program_that_cannot_run_or_fails_is_told_of_in_its_words()
    {
        var (cannot, fails) = (Script("import sys\nprint('no such library')\nsys.exit(3)"), Script("raise ValueError('out of memory')"));
        Assert.Equal("no such library", (await PeerProgram.RunAsync(cannot, Request, CancellationToken.None)).Reason);
        Assert.Equal("it failed: ValueError: out of memory", (await PeerProgram.RunAsync(fails, Request, CancellationToken.None)).Reason);
        File.Delete(cannot);
        File.Delete(fails);
    }

    [Fact]
    public async Task Cancelling_ends_the_other_program()
    {
        var sign = Path.GetTempFileName();
        var script = Script($"import os, time\nopen(r'{sign}', 'w').write(str(os.getpid()))\ntime.sleep(300)");
        using var cancellation = new CancellationTokenSource();
        var run = PeerProgram.RunAsync(script, Request, cancellation.Token);
        Assert.True(SpinWait.SpinUntil(() => new FileInfo(sign).Length > 0, TimeSpan.FromMinutes(2)), "the script did not begin within two minutes");
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.WaitAsync(TimeSpan.FromMinutes(2)));
        Assert.False(Directory.Exists("/proc/" + await File.ReadAllTextAsync(sign)), "the script still runs");
        File.Delete(script);
        File.Delete(sign);
    }

    private static string Script(string text)
    {
        var path = Path.GetTempFileName();
        File.WriteAllText(path, text);
        return path;
    }

    [Fact]
    public async Task Steps_and_answers_of_a_small_architecture_are_timed()
    {
        var run = await Run.Of("bench", "gpu", "--device", "cpu", "--config", Architecture, "--steps", "2", "--float32", "--json");
        Assert.Equal(0, run.ExitCode);
        var document = JsonDocument.Parse(run.Output).RootElement;
        var report = document.GetProperty("report");
        // 4 samples of 144 tokens; 110,592 numbers in the decoder's matrices, a head of 44,928, 64 tokens learned of each:
        // 2 * 4 * (144 * (2 * 110592 + 3 * 3 * 2 * 64 * 144) + 64 * 2 * 44928)
        Assert.Equal((576, 491_913_216), (report.GetProperty("tokens_per_step").GetInt64(), report.GetProperty("operations_per_step").GetDouble()));
        Assert.Equal(260_864, report.GetProperty("parameters").GetInt64());
        var ours = document.GetProperty("lines")[0];
        Assert.Equal("MlopsCl", ours.GetProperty("program").GetString());
        Assert.True(ours.GetProperty("last_loss").GetDouble() < ours.GetProperty("first_loss").GetDouble());
        Assert.All(
            new[] { "seconds_per_step", "tokens_per_second", "share_of_peak", "answer_tokens_per_second" },
            name => Assert.True(ours.GetProperty(name).GetDouble() > 0, name));
    }
}
