using MlopsCl.Learner.Adapters;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Batches;

/// <summary>Samples as tensors. Rows are counted through the flattened [batch * length].</summary>
public sealed class Batch
{
    private readonly Lazy<Instruction> _instruction;

    internal Batch(IReadOnlyList<PreparedSample> samples, Tensor ids, Func<Instruction> readInstruction)
    {
        Samples = samples;
        Ids = ids;
        _instruction = new Lazy<Instruction>(readInstruction);
    }

    /// <summary>The samples, one a row.</summary>
    public IReadOnlyList<PreparedSample> Samples { get; }

    /// <summary>Token ids [batch, length] (int64), padded on the right; prompt slots in front.</summary>
    public Tensor Ids { get; }

    /// <summary>What is known of the questions before the decoder runs; computed when first asked for.</summary>
    public Instruction Instruction => _instruction.Value;

    /// <summary>Rows whose next token is to be learned, [n] (int64), ascending.</summary>
    public required Tensor AnswerRows { get; init; }

    /// <summary>The tokens to be learned at <see cref="AnswerRows"/>, [n] (int64).</summary>
    public required Tensor AnswerLabels { get; init; }

    /// <summary>Vision features of all pictures, [pictures * image tokens, image width]; null without pictures.</summary>
    public Tensor? VisionFeatures { get; init; }

    /// <summary>Rows that the vision features fill, [pictures * image tokens] (int64); null without pictures.</summary>
    public Tensor? ImageRows { get; init; }

    /// <summary>Rows that the prompt vectors fill, [batch * prompt tokens] (int64); null without prompts.</summary>
    public Tensor? PromptRows { get; init; }

    /// <summary>The number of the forward pass, by which adapters' inputs are dropped; null drops nothing.</summary>
    internal long? Draw { get; init; }

    /// <summary>Samples in the batch.</summary>
    public int Count => Samples.Count;
}
