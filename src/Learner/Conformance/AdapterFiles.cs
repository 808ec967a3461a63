using System.Text.Json.Nodes;
using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Checkpoints;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Conformance;

/// <summary>Reads an adapter's files, applies and merges what is in them, writes them again, and compares.</summary>
/// <param name="folder">The adapter.</param>
/// <param name="samples">What it was trained on.</param>
internal sealed class AdapterFiles(FixtureFolder folder, AdapterSamples samples)
{
    private const double Tolerance = 3e-5;

    /// <summary>Every state of the adapter that the folder holds.</summary>
    public IEnumerable<ConformanceCheck> Compare()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var checks = new List<ConformanceCheck>();
        foreach (var state in States())
            checks.Add(Applied(state, "logits.0"));
        checks.Add(Applied(AdapterKind.After, "logits.after10"));
        checks.AddRange(Merged());
        checks.AddRange(Saved());
        return checks;
    }

    // The start, and the same under key names of other times.
    private IEnumerable<string> States() => Directory.EnumerateDirectories(folder.Path, AdapterKind.Start + "*")
        .Where(path => File.Exists(Path.Combine(path, PeftConfigFile.FileName)))
        .Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    private ConformanceCheck Applied(string state, string key)
    {
        using var adapters = samples.Read(state).ToState();
        var tally = new Tally($"logits with {state}", Tolerance);
        tally.Compare(Expected(key), Logits(adapters), state);
        return tally.ToCheck();
    }

    private ConformanceCheck[] Merged()
    {
        using var adapters = samples.Read(AdapterKind.After).ToState();
        using var merged = MergedAdapters.Merge(samples.Model, adapters);
        var tally = new Tally($"logits with {AdapterKind.After} merged", Tolerance);
        tally.Compare(Expected("logits.after10.merged"), Logits(AdapterState.None), "merged");
        merged.Unmerge();
        var unmerged = new Tally($"logits with {AdapterKind.After} merged and taken out again", Tolerance);
        unmerged.Compare(Expected($"logits.{AdapterKind.After}"), Logits(adapters), "unmerged");
        return [tally.ToCheck(), unmerged.ToCheck()];
    }

    private ConformanceCheck[] Saved()
    {
        var place = Directory.CreateTempSubdirectory("mlopscl-conformance-").FullName;
        try
        {
            var (read, written) = (AdapterFolder.Read(folder.File(AdapterKind.After), CPU), Path.Combine(place, "adapter"));
            AdapterFolder.Write(written, read.Record, read.Tensors, folder.Name, read.Settings);
            foreach (var tensor in read.Tensors.Values)
                tensor.Dispose();
            return [Tensors(written), Settings(written)];
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }

    private ConformanceCheck Tensors(string written)
    {
        var tally = new Tally("saved keys, types, shapes and metadata", 0);
        using var theirs = SafetensorsFile.Open(folder.File($"{AdapterKind.After}/{AdapterFolder.WeightsName}"));
        using var ours = SafetensorsFile.Open(Path.Combine(written, AdapterFolder.WeightsName));
        tally.Equal(Describe(theirs), Describe(ours), AdapterFolder.WeightsName);
        return tally.ToCheck();
    }

    private ConformanceCheck Settings(string written)
    {
        var tally = new Tally("saved configuration", 0);
        var (ours, theirs) = (PeftConfigFile.Read(written), PeftConfigFile.Read(folder.File(AdapterKind.After)));
        foreach (var name in ours.Select(field => field.Key).Where(name => !theirs.ContainsKey(name)))
            tally.Same("no such field", name, "fields");
        foreach (var (name, value) in theirs)
            tally.Same(true, ours.ContainsKey(name) && JsonNode.DeepEquals(value, ours[name]), $"field {name}");
        return tally.ToCheck();
    }

    private static string[] Describe(SafetensorsFile file) =>
    [
        .. file.Metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"),
        .. file.Entries.Values.Select(entry => $"{entry.Name} {entry.DType} [{string.Join(", ", entry.Shape)}]").Order(StringComparer.Ordinal),
    ];

    // Logits of every token but each sample's last, [n, vocabulary].
    private Tensor Logits(AdapterState adapters)
    {
        using var scope = NewDisposeScope();
        var (model, batch) = (samples.Model, samples.Collator(adapters).Collate(samples.Prepared, 0));
        var (count, length) = (batch.Ids.shape[0], batch.Ids.shape[1]);
        var pass = AdapterPass.Over(adapters, Conditioning.None, count, length);
        var features = batch.VisionFeatures is { } values ? (values, batch.ImageRows!) : ((Tensor, Tensor)?)null;
        var hidden = model.Decoder.Forward(model.Embed(batch.Ids.flatten(), features, null, pass), model.WholeSequences(count, length, pass));
        return model.Decoder.Logits(hidden).index_select(0, RealRows(length)).MoveToOuterDisposeScope();
    }

    private Tensor Expected(string key) => samples.Expected[key].flatten(0, 1).index_select(0, RealRows(samples.Expected[key].shape[1]));

    private Tensor RealRows(long length) => tensor(samples.Lengths
        .SelectMany((tokens, sample) => Enumerable.Range(0, tokens - 1).Select(token => (sample * length) + token)).ToArray(), device: samples.Model.Device);
}
