namespace MlopsCl.MlNet.Conformance;

/// <summary>An object of the user's own.</summary>
public sealed class OwnShape;
