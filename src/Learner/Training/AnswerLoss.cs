using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Methods;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Training;

/// <summary>Runs the decoder over a batch, as far as the answers' tokens need it.</summary>
internal sealed class AnswerLoss(LvlmModel model, AdapterState adapters)
{
    /// <summary>Hidden states, logits and summed cross-entropy of the tokens to be learned. What it makes belongs to the caller's dispose scope.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="conditioning">Prompt vectors and gates per sample.</param>
    /// <param name="recomputation">Runs the layers without keeping their insides; null keeps them.</param>
    public Prediction Predict(Batch batch, Conditioning conditioning, LayerRecomputation? recomputation = null)
    {
        var (count, length) = (batch.Ids.shape[0], batch.Ids.shape[1]);
        var adapted = AdapterPass.Over(adapters, conditioning, count, length, batch.Draw);
        var vectors = model.Embed(
            batch.Ids.flatten(),
            batch.VisionFeatures is { } features ? (features, batch.ImageRows!) : null,
            batch.PromptRows is { } rows ? (conditioning.Prompt!.flatten(0, 1), rows) : null,
            adapted);
        var pass = model.WholeSequences(count, length, recomputation is null ? adapted : adapted.Cut(recomputation.Cut)) with
        {
            Rows = batch.AnswerRows,
            Recomputation = recomputation,
        };
        var hidden = model.Decoder.Forward(vectors, pass);                       // [answer tokens, text width]
        var logits = model.Decoder.Logits(hidden);                               // [answer tokens, vocabulary]
        return new Prediction(conditioning)
        {
            Hidden = hidden.to_type(ScalarType.Float32),
            Logits = logits,
            AnswerLoss = nn.functional.cross_entropy(logits, batch.AnswerLabels, reduction: nn.Reduction.Sum),
        };
    }
}
