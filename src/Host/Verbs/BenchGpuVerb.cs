using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using MlopsCl.Learner;
using MlopsCl.Learner.Models;

namespace MlopsCl.Host;

/// <summary><c>mlopscl bench gpu</c>: training and answering of a 7B-shaped model, beside transformers and PEFT.</summary>
internal static class BenchGpuVerb
{
    private static readonly SpeedRequest Usual = new() { ConfigFolder = "", Device = "" };
    private static readonly Option<string?> Config = new("--config")
    {
        Description = "The folder of a config.json. Default: bench/gpu/llava-1.5-7b of the program", HelpName = "folder",
    };
    private static readonly Option<int> Steps = CountOption.Of("--steps", "LoRA steps that are timed.", Usual.Steps);
    private static readonly Option<int> Batch = CountOption.Of("--batch", "Samples per step, each with a picture.", Usual.BatchSize);
    private static readonly Option<int> Rank = CountOption.Of("--rank", "Rank of the LoRA.", Usual.LoraRank);
    private static readonly Option<bool> Wide = new("--float32") { Description = "32-bit weights instead of bfloat16." };

    public static Verb Create() => new Verb(
        "gpu", "Time LoRA steps and answers of a 7B-shaped model with random weights, beside transformers and PEFT.", "mlopscl bench gpu --steps 300")
    {
        Config, Steps, Batch, Rank, Wide, Shared.Device, Shared.Json,
    }.Does(RunAsync);

    private static async Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        var request = Read(parse);
        var script = Path.Combine(Home.Folder, "bench", "gpu", "peer.py");
        ThrowIfTooLarge(request, screen);
        screen.Line($"transformers and PEFT first, in a process of their own: {request.Steps} steps of {request.BatchSize} samples ...");
        var (peer, peerMemory) = await WatchedAsync(request, () => PeerProgram.RunAsync(script, request, cancellation));
        screen.Line(peer.Reason is null ? "MlopsCl ..." : $"without them, {peer.Reason}; MlopsCl alone ...");
        var (report, memory) = await WatchedAsync(request, () => Task.FromResult(SpeedProbe.Run(request, _ => { }, cancellation)));
        SpeedLine[] lines = [Ours(report, memory), .. peer.Measured is { } measured ? new[] { Theirs(measured, report, peerMemory) } : []];
        screen.Result(new { request, report, peer = peer.Reason ?? "ran", lines, stack = ComputeDevice.Stack }, () => Show(report, lines, screen));
        return ExitCode.Done;
    }

    private static SpeedRequest Read(ParseResult parse)
    {
        var device = parse.GetValue(Shared.Device) ?? "cuda:0";
        if (!ComputeDevice.IsAvailable(device))
            throw new UsageException(
                $"There is no device '{device}' here. This benchmark needs a CUDA GPU with about 40 GB of memory, its driver, and a LibTorch built for CUDA: "
                + "set CMAKE_PREFIX_PATH to it and run standins/TorchSharp/native/build.sh. 'mlopscl doctor' says what there is.");
        return Usual with
        {
            ConfigFolder = Path.GetFullPath(parse.GetValue(Config) ?? Path.Combine(Home.Folder, "bench", "gpu", "llava-1.5-7b")),
            Device = device,
            Steps = parse.GetValue(Steps),
            BatchSize = parse.GetValue(Batch),
            LoraRank = parse.GetValue(Rank),
            Precision = parse.GetValue(Wide) ? WeightPrecision.Float32 : WeightPrecision.BFloat16,
        };
    }

    // Weights, adapters and the optimizer's state are counted exactly; activations to about a quarter.
    private static void ThrowIfTooLarge(SpeedRequest request, Screen screen)
    {
        var training = new TrainingOptions
        {
            BatchSize = request.BatchSize, LoraRank = request.LoraRank, LoraAlpha = 2 * request.LoraRank, Precision = request.Precision,
        };
        var answering = new AnsweringOptions { BatchSize = request.BatchSize, MaxNewTokens = request.AnswerTokens };
        var estimate = MemoryEstimate.Of(request.ConfigFolder, training, answering, request.Device, request.QuestionTokens + request.AnswerTokens);
        if (DeviceMemory.TotalBytes(request.Device) is not { } there)
            return;
        static string Gigabytes(long bytes) => (bytes / 1e9).ToString("0.0", CultureInfo.InvariantCulture) + " GB";
        if (estimate.Weights + estimate.Adapters + estimate.Optimizer > there)
            throw new UsageException(
                $"Weights, adapters and the optimizer's state alone take {Gigabytes(estimate.Weights + estimate.Adapters + estimate.Optimizer)} and " +
                $"{request.Device} has {Gigabytes(there)}; "
                + "take a smaller architecture (--config) or a larger GPU.");
        screen.Line($"about {Gigabytes(estimate.Peak)} of the {Gigabytes(there)} on " +
            $"{request.Device}{(estimate.Peak > there ? "; should it end without memory, take a smaller --batch" : "")}");
    }

    private static async Task<(T Result, int? PeakMiB)> WatchedAsync<T>(SpeedRequest request, Func<Task<T>> run)
    {
        if (request.Device == "cpu")
            return (await run(), null);
        using var memory = new GpuMemory(int.TryParse(request.Device.Split(':')[^1], CultureInfo.InvariantCulture, out var index) ? index : 0);
        return (await run(), memory.PeakMiB);
    }

    private static SpeedLine Ours(SpeedReport report, int? memory) => new(
        "MlopsCl", report.SecondsPerStep, report.TokensPerSecond, report.ShareOfPeak, report.AnswerTokensPerSecond, memory, report.FirstLoss, report.LastLoss);

    private static SpeedLine Theirs(JsonElement measured, SpeedReport report, int? memory)
    {
        double Number(string name) => measured.GetProperty(name).GetDouble();
        var seconds = Number("seconds_per_step");
        return new SpeedLine(
            measured.GetProperty("program").GetString()!, seconds, report.TokensPerStep / seconds,
            report.OperationsPerStep / seconds / report.PeakOperationsPerSecond,
            Number("answer_tokens_per_second"), memory, Number("first_loss"), Number("last_loss"));
    }

    private static void Show(SpeedReport report, IEnumerable<SpeedLine> lines, Screen screen)
    {
        screen.Figures(
            $"{report.Parameters / 1e9:0.00} billion parameters, {report.TokensPerStep} tokens a step, {report.OperationsPerStep / 1e12:0.0} TFLOP a step; ",
            $"a matrix product reaches {report.PeakOperationsPerSecond / 1e12:0.0} TFLOP/s");
        screen.Figures($"{"",-40} {"s/step",8} {"tokens/s",10} {"of peak",8} {"answering",10} {"MiB",8}   loss");
        foreach (var line in lines)
            screen.Figures(
                $"{line.Program,-40} {line.SecondsPerStep,8:0.000} {line.TokensPerSecond,10:0} {line.ShareOfPeak,8:0.0%} {line.AnswerTokensPerSecond,10:0} ",
                $"{line.PeakMemoryMib?.ToString(CultureInfo.InvariantCulture) ?? "-",8}   {line.FirstLoss:0.000} to {line.LastLoss:0.000}");
    }
}
