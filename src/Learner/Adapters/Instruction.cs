using static TorchSharp.torch;

namespace MlopsCl.Learner.Adapters;

/// <summary>What is known of a question before the decoder runs. Without gradient.</summary>
/// <param name="Text">Mean of the base model's token embeddings over the question's own words, [batch, text width].</param>
/// <param name="Image">Mean of the vision tower's features over all image tokens, [batch, image width]; zero without pictures.</param>
public sealed record Instruction(Tensor Text, Tensor Image);
