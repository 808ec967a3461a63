using MlopsCl.Learner.Checkpoints;

namespace MlopsCl.Learner.Models;

/// <summary>Holds what a checkpoint contains against what its configuration asks for, before any weight is read.</summary>
internal static class CheckpointContents
{
    private const int PartBytes = 4 << 20;

    // Buffers that older versions of the reference implementation saved; they follow from the configuration.
    private static readonly string[] Derived = [".position_ids", ".rotary_emb.inv_freq", ".rotary_emb.cos_cached", ".rotary_emb.sin_cached"];

    /// <summary>
    /// The entries of the weights that the configuration asks for, by their one name; the output head too where it is stored with values of its own.
    /// </summary>
    /// <exception cref="InvalidDataException">Weights are missing, unknown, given twice, no floating point numbers, or of other shapes;
    /// the message lists all.</exception>
    public static Dictionary<string, SafetensorEntry> Check(string folder, LlavaConfig config, ShardedCheckpoint checkpoint)
    {
        var problems = new List<string>();
        var found = new Dictionary<string, SafetensorEntry>(StringComparer.Ordinal);
        foreach (var entry in checkpoint.Entries.Values.OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (!found.TryAdd(ParameterNames.FromKey(entry.Name), entry))
                problems.Add($"'{entry.Name}' and '{found[ParameterNames.FromKey(entry.Name)].Name}' are the same weight");
        }

        config = config with { Text = config.Text with { IsHeadTied = config.Text.IsHeadTied && !HasOwnHead(found, checkpoint) } };
        var wanted = ParameterShapes.Of(config).ToDictionary(parameter => parameter.Name, parameter => parameter.Shape, StringComparer.Ordinal);
        foreach (var (name, shape) in wanted)
            problems.AddRange(Problems(name, shape, found, config));
        problems.AddRange(found.Where(pair => !wanted.ContainsKey(pair.Key) && !IsLeftOut(pair.Key, config))
            .Select(pair => $"'{pair.Value.Name}' is of no use to a model with this configuration"));
        if (problems.Count > 0)
            throw new InvalidDataException(
                $"{folder}: {problems.Count} weights are not as {LlavaConfigFile.FileName} asks for; fetch the whole checkpoint, with its own configuration."
                + string.Concat(problems.Select(problem => $"\n  {problem}")));
        return found.Where(pair => wanted.ContainsKey(pair.Key)).ToDictionary();
    }

    // A head that is stored beside other embeddings is not tied to them, whatever the configuration says; so the reference implementation has it.
    private static bool HasOwnHead(Dictionary<string, SafetensorEntry> found, ShardedCheckpoint checkpoint)
    {
        if (!found.TryGetValue(ParameterNames.Head, out var head) || !found.TryGetValue(ParameterNames.Embedding, out var embedding))
            return false;
        if (head.DType != embedding.DType || head.Length != embedding.Length)
            return true;
        for (long from = 0; from < head.Length; from += PartBytes)
        {
            var count = (int)Math.Min(PartBytes, head.Length - from);
            using var one = checkpoint.Owner(head.Name).Map(head.Name, from, count);
            using var other = checkpoint.Owner(embedding.Name).Map(embedding.Name, from, count);
            if (!one.Span.SequenceEqual(other.Span))
                return true;
        }

        return false;
    }

    private static IEnumerable<string> Problems(string name, long[] shape, Dictionary<string, SafetensorEntry> found, LlavaConfig config)
    {
        if (!found.TryGetValue(name, out var entry))
        {
            if (!IsUnused(name, config))
                yield return $"'{ParameterNames.ToPublishedKey(name)}' is missing; asked for is [{string.Join(", ", shape)}]";
            yield break;
        }

        if (!entry.Shape.SequenceEqual(shape))
            yield return $"'{entry.Name}' is [{string.Join(", ", entry.Shape)}]; asked for is [{string.Join(", ", shape)}]";
        if (entry.DType is not (TensorDType.F32 or TensorDType.F16 or TensorDType.BF16 or TensorDType.F64))
            yield return $"'{entry.Name}' is {entry.DType.FileName()}; weights are F32, F16, BF16 or F64 (quantised ones are not run)";
    }

    // The tower above the highest layer that is taken, and its last norm, have no say.
    private static bool IsUnused(string name, LlavaConfig config)
    {
        if (!name.StartsWith(ParameterNames.VisionTower, StringComparison.Ordinal))
            return false;
        if (name.StartsWith(ParameterNames.VisionTower + ".post_layernorm.", StringComparison.Ordinal))
            return true;
        const string layers = ParameterNames.VisionTower + ".encoder.layers.";
        return name.StartsWith(layers, StringComparison.Ordinal)
            && int.Parse(name.AsSpan(layers.Length, name.IndexOf('.', layers.Length) - layers.Length)) >= config.VisionDepth;
    }

    private static bool IsLeftOut(string name, LlavaConfig config) =>
        (name == ParameterNames.Head && config.Text.IsHeadTied) || Derived.Any(ending => name.EndsWith(ending, StringComparison.Ordinal));
}
