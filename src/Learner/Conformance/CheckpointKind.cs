namespace MlopsCl.Learner.Conformance;

/// <summary>A checkpoint with prompts, and what the reference's model gives for them.</summary>
internal sealed class CheckpointKind : FixtureKind
{
    public const string Prompts = "prompts.json";
    public const string Expected = "expected.safetensors";

    public override string Name => "checkpoint";

    public override bool Recognises(FixtureFolder folder) => folder.Has("config.json", Prompts, Expected);

    public override IEnumerable<ConformanceCheck> Check(FixtureFolder folder, string device) => CheckpointChecks.Of(folder, folder, device);
}
