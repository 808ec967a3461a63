using MlopsCl.Learner.Models;

namespace MlopsCl.Learner;

/// <summary>
/// The arithmetic of one LoRA step, counted as Narayanan et al. (2021) count it, for frozen weights: every matrix once forward and once for
/// its input's gradient, attention once forward and twice backward, two operations for a product and its sum. What a program computes beyond
/// that (layers run again, logits that no loss needs, pictures) is not counted.
/// </summary>
public static class StepArithmetic
{
    /// <summary>Operations of a step.</summary>
    /// <param name="text">The decoder.</param>
    /// <param name="samples">Sequences.</param>
    /// <param name="length">Tokens of each.</param>
    /// <param name="learned">Tokens of each whose successor is learned.</param>
    public static double Of(TextConfig text, long samples, long length, long learned)
    {
        double width = text.HiddenSize, heads = text.Heads * text.HeadSize, keys = text.KeyValueHeads * text.HeadSize;
        var matrices = text.Layers * (width * (heads + keys + keys) + heads * width + 3 * width * text.IntermediateSize);
        var attention = text.Layers * 2 * heads * length;                                   // scores and mixed values of one token
        var head = width * text.VocabularySize;
        return 2.0 * samples * (length * (2 * matrices + 3 * attention) + learned * 2 * head);
    }
}
