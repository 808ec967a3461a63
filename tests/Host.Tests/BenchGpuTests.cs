using System.Text.Json;

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
        Assert.All(new[] { "seconds_per_step", "tokens_per_second", "share_of_peak", "answer_tokens_per_second" }, name => Assert.True(ours.GetProperty(name).GetDouble() > 0, name));
    }
}
