namespace MlopsCl.Learner.Methods.ContinualLlava;

/// <summary>What a question's vector is made of; always from the frozen base model.</summary>
public enum InstructionFeature
{
    /// <summary>The mean of its token embeddings.</summary>
    Embedding,

    /// <summary>The mean of the decoder's last hidden states.</summary>
    LastState,
}
