namespace MlopsCl.Learner.Conformance;

/// <summary>A kind of fixture folder: how it is recognised by what it holds, and what is compared.</summary>
public abstract class FixtureKind
{
    /// <summary>What the kind is called.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a folder is of this kind; its name does not matter.</summary>
    /// <param name="folder">The folder.</param>
    public abstract bool Recognises(FixtureFolder folder);

    /// <summary>Computes everything anew and compares.</summary>
    /// <param name="folder">A folder of this kind.</param>
    /// <param name="device">Where tensors live, such as <c>cpu</c> or <c>cuda:0</c>.</param>
    public abstract IEnumerable<ConformanceCheck> Check(FixtureFolder folder, string device);
}
