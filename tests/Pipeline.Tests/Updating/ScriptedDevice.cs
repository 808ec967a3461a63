using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MlopsCl.Learner;
using MlopsCl.Pipeline.Updating;

namespace MlopsCl.Pipeline.Tests.Updating;

/// <summary>
/// A device that learns by heart: what it was asked in training or memory it can answer, everything else of its parent it forgets.
/// Its adapter's bytes depend on all that it was given, as a real one's would.
/// </summary>
internal sealed class ScriptedDevice : IDevice
{
    private const string Weights = "adapter_model.safetensors";
    private const string Knowledge = "method.json";
    private readonly List<LearnOrder> _orders = [];

    public IReadOnlyList<LearnOrder> Orders => _orders;

    public int Answered { get; private set; }

    /// <summary>Called at each of the three steps of a training, before the step's checkpoint is written.</summary>
    public Action<int, CancellationToken> OnStep { get; init; } = (_, _) => { };

    public TrainingReport Learn(LearnOrder order, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        _orders.Add(order);
        var checkpoint = order.CheckpointFolder is null ? null : Path.Combine(Directory.CreateDirectory(order.CheckpointFolder).FullName, "step");
        for (var step = File.Exists(checkpoint) ? int.Parse(File.ReadAllText(checkpoint)) + 1 : 1; step <= 3; step++)
        {
            OnStep(step, cancellation);
            cancellation.ThrowIfCancellationRequested();
            if (checkpoint is not null)
            {
                File.WriteAllText(checkpoint + ".partial", $"{step}");
                File.Move(checkpoint + ".partial", checkpoint, overwrite: true);
            }
            progress?.Report(new TrainingProgress("answers", step, 3, 1.0 / step, 100, TimeSpan.FromSeconds(3 - step)));
        }
        var digest = Write(order);
        return new TrainingReport(3, order.Samples.Count, order.Memory.Count, 10, [1, 0.5, 1.0 / 3], digest);
    }

    public IReadOnlyList<string> Answer(Bundle bundle, IReadOnlyList<Sample> samples, AnsweringOptions options, CancellationToken cancellation)
    {
        Answered += samples.Count;
        var known = bundle.AdapterFolder is null
            ? []
            : JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(Path.Combine(bundle.AdapterFolder, Knowledge)))!;
        return [.. samples.Select(s => known.GetValueOrDefault(s.Prompt, "no idea"))];
    }

    private static string Write(LearnOrder order)
    {
        Directory.CreateDirectory(order.OutputFolder);
        var lessons = order.Samples.Concat(order.Memory).ToArray();
        var known = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var lesson in lessons)
            known[lesson.Prompt] = lesson.Label;
        var parent = order.ParentFolder is null ? "" : Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(order.ParentFolder, Weights))));
        var weights = Encoding.UTF8.GetBytes(parent + order.Seed + string.Join(' ', lessons.Select(l => l.ComputeDigest())));
        File.WriteAllBytes(Path.Combine(order.OutputFolder, Weights), weights);
        File.WriteAllBytes(Path.Combine(order.OutputFolder, Knowledge), JsonSerializer.SerializeToUtf8Bytes(known));
        return Convert.ToHexStringLower(SHA256.HashData(weights));
    }
}
