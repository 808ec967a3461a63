namespace MlopsCl.Pipeline.Pretraining;

/// <summary>How well held-out questions of one kind were answered.</summary>
/// <param name="Accuracy">The share that was answered exactly, 0 to 1.</param>
/// <param name="Items">How many were asked.</param>
public sealed record HeldOutScore(double Accuracy, int Items);
