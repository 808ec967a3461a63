namespace MlopsCl.Bench.MlNet;

/// <summary>One way to have rows answered.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Run">Has them answered; returns how many there were.</param>
internal sealed record Way(string Name, Func<int> Run);
