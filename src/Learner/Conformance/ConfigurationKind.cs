using System.Text.Json;
using MlopsCl.Learner.Models;

namespace MlopsCl.Learner.Conformance;

/// <summary>Configurations as they are published, and what they resolve to: settings, counts and inverse frequencies.</summary>
internal sealed class ConfigurationKind : FixtureKind
{
    private const string Expected = "expected.json";
    private const string Frequencies = "inverse_frequencies";

    public override string Name => "configurations";

    public override bool Recognises(FixtureFolder folder) => folder.HasJson(Expected, json => json.ValueKind == JsonValueKind.Object
        && json.EnumerateObject().Any()
        && json.EnumerateObject().All(
            one => one.Value.ValueKind == JsonValueKind.Object && one.Value.TryGetProperty("text_config", out _) && folder.Has(one.Name + ".json")));

    public override IEnumerable<ConformanceCheck> Check(FixtureFolder folder, string device)
    {
        foreach (var (name, expected) in folder.Json(Expected).EnumerateObject().Select(one => (one.Name, one.Value)))
        {
            var config = LlavaConfigFile.Read(folder.Path, name + ".json");
            var settings = new Tally($"settings of {name}", 0);
            Compare(settings, expected, ResolvedSettings.Of(config), name);
            yield return settings.ToCheck();
            if (!expected.TryGetProperty(Frequencies, out var theirs))
                continue;
            var tally = new Tally($"inverse frequencies of {name}, relative", 1e-6);
            var ours = config.Text.Rope.InverseFrequencies(config.Text.HeadSize);
            tally.Compare(theirs.GetArrayLength(), ours.Length, "number of frequencies");
            foreach (var (wanted, got) in theirs.EnumerateArray().Select(item => item.GetDouble()).Zip(ours))
                tally.Deviate(Math.Abs(wanted - got) / wanted, $"frequency {wanted:g6}");
            yield return tally.ToCheck();
        }
    }

    // Every setting that the reference resolved must be one of ours, with the same value.
    private static void Compare(Tally tally, JsonElement expected, IReadOnlyDictionary<string, object> ours, string where)
    {
        foreach (var (name, value) in expected.EnumerateObject().Where(one => one.Name != Frequencies).Select(one => (one.Name, one.Value)))
        {
            var own = ours.GetValueOrDefault(name);
            if (value.ValueKind == JsonValueKind.Object)
                Compare(tally, value, own as IReadOnlyDictionary<string, object> ?? new Dictionary<string, object>(), $"{where}.{name}");
            else
                tally.Same(Plain(value), own is null ? null : Plain(JsonSerializer.SerializeToElement(own)), $"{where}.{name}");
        }
    }

    private static object? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble(),
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };
}
