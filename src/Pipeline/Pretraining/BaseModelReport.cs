namespace MlopsCl.Pipeline.Pretraining;

/// <summary>What making a base model came to.</summary>
/// <param name="Conversations">Conversations it was trained on.</param>
/// <param name="Parameters">Numbers in the model.</param>
/// <param name="Vocabulary">Tokens.</param>
/// <param name="Steps">Optimizer steps.</param>
/// <param name="FinalLoss">Mean loss per learned token over the last hundred steps.</param>
/// <param name="HeldOut">Share of held-out questions answered exactly, per kind of question, and the number asked.</param>
public sealed record BaseModelReport(
    int Conversations, long Parameters, int Vocabulary, int Steps, double FinalLoss, IReadOnlyDictionary<string, HeldOutScore> HeldOut);
