namespace MlopsCl.Learner.Conformance;

/// <summary>A kind that is recognised although the program has nothing that could be compared; its folders do not pass.</summary>
/// <param name="name">What the kind is called.</param>
/// <param name="recognises">How it is recognised.</param>
public sealed class UnsupportedKind(string name, Predicate<FixtureFolder> recognises) : FixtureKind
{
    /// <inheritdoc/>
    public override string Name => name;

    /// <inheritdoc/>
    public override bool Recognises(FixtureFolder folder) => recognises(folder);

    /// <inheritdoc/>
    public override IEnumerable<ConformanceCheck> Check(FixtureFolder folder, string device) =>
        [ConformanceCheck.Impossible(name, $"this version has nothing that could be compared with {name}")];
}
