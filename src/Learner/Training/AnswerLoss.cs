using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Methods;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Training;

/// <summary>Runs the decoder over a batch, as far as the answers' tokens need it.</summary>
internal sealed class AnswerLoss(LvlmModel model, AdapterState adapters)
{
    /// <summary>Hidden states, logits and summed cross-entropy of the tokens to be learned.</summary>
    public Prediction Predict(Batch batch, Conditioning conditioning)
    {
        using var scope = NewDisposeScope();
        var (count, length) = (batch.Ids.shape[0], batch.Ids.shape[1]);
        var adapted = AdapterPass.Over(adapters, conditioning, count, length, batch.Draw);
        var vectors = model.Embed(
            batch.Ids.flatten(),
            batch.VisionFeatures is { } features ? (features, batch.ImageRows!) : null,
            batch.PromptRows is { } rows ? (conditioning.Prompt!.flatten(0, 1), rows) : null,
            adapted);
        var pass = model.WholeSequences(count, length, adapted) with { Rows = batch.AnswerRows };
        var hidden = model.Decoder.Forward(vectors, pass);                       // [answer tokens, text width]
        var logits = model.Decoder.Logits(hidden);                               // [answer tokens, vocabulary]
        var loss = nn.functional.cross_entropy(logits, batch.AnswerLabels, reduction: nn.Reduction.Sum);
        return new Prediction(conditioning)
        {
            Hidden = hidden.to_type(ScalarType.Float32).MoveToOuterDisposeScope(),
            Logits = logits.MoveToOuterDisposeScope(),
            AnswerLoss = loss.MoveToOuterDisposeScope(),
        };
    }
}
