using System.Text.Json;

namespace MlopsCl.Learner.Conformance;

/// <summary>The kinds of fixture folders that the program knows.</summary>
public static class FixtureKinds
{
    /// <summary>All of them, in the order in which a folder is tried.</summary>
    public static IReadOnlyList<FixtureKind> All { get; } =
    [
        new CheckpointKind(), new RenamedCheckpointKind(), new TokenizerKind(), new ImageProcessorKind(), new SamplingKind(), new ConfigurationKind(),
        new AdapterKind(), new ContinualKind(), new StatisticsKind(), new ChatKind(),
        new UnsupportedKind("captions", folder => HasExpected(folder, "items")),
        new UnsupportedKind("signatures", folder => folder.Has("model.sig", "public.pem")),
    ];

    private static bool HasExpected(FixtureFolder folder, string key) =>
        folder.HasJson("expected.json", json => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(key, out _));
}
