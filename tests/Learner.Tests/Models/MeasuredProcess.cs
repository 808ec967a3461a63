using System.Diagnostics;
using System.Globalization;
using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Imaging;
using MlopsCl.Learner.Methods;
using MlopsCl.Learner.Methods.SequentialLora;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Training;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Models;

/// <summary>
/// This assembly as a program of its own, whose memory nothing else has touched: loads a model, or trains one for a step, and says by how
/// much its largest use of memory grew.
/// </summary>
internal static class MeasuredProcess
{
    public const int TextTokens = 184;

    public static readonly TrainingOptions Training = new() { BatchSize = 8, LoraRank = 8 };

    /// <summary>16 image tokens; a step keeps a few hundred megabytes.</summary>
    public static readonly LlavaConfig Small = new()
    {
        Vision = new VisionConfig { HiddenSize = 32, IntermediateSize = 64, Layers = 1, Heads = 2, ImageSize = 56, PatchSize = 14 },
        Text = new TextConfig
        {
            HiddenSize = 256, IntermediateSize = 688, Layers = 8, Heads = 8, KeyValueHeads = 8, HeadSize = 32, VocabularySize = 1000, MaxPositions = 512,
        },
        ImageToken = 4,
        EndTokens = [2],
        VisionFeatureLayers = [-1],
    };

    /// <summary>Bytes by which loading a model grows the peak.</summary>
    public static long Load(string folder, WeightPrecision precision) => Run("load", folder, precision.ToString());

    /// <summary>Bytes by which a step of training grows the peak.</summary>
    public static long Train(string folder, bool recomputes) => Run("train", folder, recomputes.ToString());

    private static long Run(params string[] arguments)
    {
        var isHost = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet";
        var start = new ProcessStartInfo(
            isHost ? Environment.ProcessPath! : "dotnet", [typeof(MeasuredProcess).Assembly.Location, .. arguments]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return long.Parse(answer, CultureInfo.InvariantCulture);
    }

    private static int Main(string[] arguments)
    {
        using (LvlmModel.Load(Fixture.Path("llava"), CPU))
            GC.Collect();   // whatever is loaded once, libraries above all
        var grown = arguments switch
        {
            ["load", var folder, var precision] => Loaded(folder, Enum.Parse<WeightPrecision>(precision)),
            ["train", var folder, var recomputes] => Trained(folder, bool.Parse(recomputes)),
            _ => 0,
        };
        Console.Write(grown);
        return grown > 0 ? 0 : 1;
    }

    private static long Loaded(string folder, WeightPrecision precision)
    {
        var before = Bytes("VmHWM");
        using var model = LvlmModel.Load(folder, CPU, precision);
        var grown = Bytes("VmHWM") - before;
        return model.Weights.All.Values.All(weight => weight.dtype == precision.Type()) ? grown : 0;
    }

    private static long Trained(string folder, bool recomputes)
    {
        using var model = LvlmModel.Load(folder, CPU);
        using var adapters = AdapterFactory.Create([DefaultLora.Begin(Training)], [], model, new Dictionary<string, Tensor>(), seed: 1);
        using var vision = FrozenVisionFeatures.Open(model, new ClipImageProcessor(new ClipImageOptions()), cacheFolder: null);
        var step = new GradientStep(
            new SequentialLoraMethod(), adapters, new BatchCollator(model, vision, promptTokens: 0), new AnswerLoss(model, adapters), recomputes);
        step.Accumulate(TrainingStage.Answers, [[Sample(8)]], 0);                     // gradients are there from now on
        File.WriteAllText("/proc/self/clear_refs", "5");                             // the peak begins again at what is in use now
        var before = Bytes("VmHWM");
        step.Accumulate(TrainingStage.Answers, [[.. Enumerable.Repeat(Sample(Small.ImageTokens + TextTokens + 1), Training.BatchSize)]], 1);
        return Bytes("VmHWM") - before;
    }

    // The second half is the answer.
    private static PreparedSample Sample(int length) => new(
        "", "", [.. Enumerable.Range(0, length).Select(place => 10 + place)],
        [.. Enumerable.Range(0, length).Select(place => place > length / 2 ? 10 + place : PreparedSample.Ignored)], [], [], IsMemory: false);

    private static long Bytes(string field)
    {
        var line = File.ReadLines("/proc/self/status").First(text => text.StartsWith(field + ":", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', '\t').First(word => word.Length > 0 && char.IsAsciiDigit(word[0])), CultureInfo.InvariantCulture);
    }
}
