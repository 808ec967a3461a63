using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Answering;

/// <summary>Questions as tensors, padded on the left so that all answers begin in the same column.</summary>
/// <param name="Ids">[batch * length] (int64).</param>
/// <param name="Starts">First real column of each question, [batch] (int64).</param>
/// <param name="Features">Vision features and the rows that they fill; null without pictures.</param>
/// <param name="PromptRows">Rows of prompt vectors; null without prompts.</param>
internal sealed record PromptBatch(Tensor Ids, Tensor Starts, (Tensor Values, Tensor Rows)? Features, Tensor? PromptRows)
{
    /// <summary>Questions.</summary>
    public long Count => Starts.shape[0];

    /// <summary>Whether any question begins later than another, so that there is padding to be hidden.</summary>
    public bool IsPadded { get; private init; }

    /// <summary>Columns.</summary>
    public long Length => Ids.shape[0] / Count;

    /// <summary>Makes a batch.</summary>
    /// <param name="model">The model that is asked.</param>
    /// <param name="questions">At least one.</param>
    /// <param name="features">Vision features of all their pictures, [pictures * image tokens, image width]; null without pictures.</param>
    /// <param name="promptTokens">Prompt slots in front of every question.</param>
    public static PromptBatch Of(LvlmModel model, IReadOnlyList<PreparedSample> questions, Tensor? features, int promptTokens)
    {
        var length = questions.Max(question => question.Ids.Length) + promptTokens;
        var rows = new BatchRows(questions, length, promptTokens, padsLeft: true, model.Config);
        Tensor ToTensor(IReadOnlyCollection<long> values) => tensor(values.ToArray(), device: model.Device);
        return new PromptBatch(
            ToTensor(rows.Ids),
            ToTensor(rows.Starts),
            features is null ? null : (features, ToTensor(rows.Images)),
            promptTokens == 0 ? null : ToTensor(rows.Prompts)) { IsPadded = rows.Starts.Any(start => start > 0) };
    }

    /// <summary>The questions' vectors, [batch * length, text width].</summary>
    /// <param name="model">The model.</param>
    /// <param name="conditioning">Prompt vectors.</param>
    /// <param name="adapters">What is added to the projector's matrices; null for nothing.</param>
    public Tensor Embed(LvlmModel model, Conditioning conditioning, AdapterPass? adapters = null) =>
        model.Embed(Ids, Features, PromptRows is null ? null : (conditioning.Prompt!.flatten(0, 1), PromptRows), adapters);
}
