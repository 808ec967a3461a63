using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Answering;

/// <summary>Answers by taking the likeliest token, again and again.</summary>
/// <param name="model">The model that is asked.</param>
/// <param name="adapters">What was learned on top of it.</param>
internal sealed class GreedyDecoder(LvlmModel model, AdapterState adapters)
{
    /// <summary>Answers questions together.</summary>
    /// <param name="batch">The questions.</param>
    /// <param name="conditioning">Prompt vectors and gates per question.</param>
    /// <param name="maxNewTokens">Tokens per answer at most.</param>
    /// <param name="stops">Tokens that end an answer; none makes every answer as long as allowed.</param>
    /// <param name="cancellation">Looked at between tokens.</param>
    public IReadOnlyList<Generated> Generate(
        PromptBatch batch, Conditioning conditioning, int maxNewTokens, IReadOnlyCollection<int> stops, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        model.Decoder.Rotary.ThrowIfTooLong(batch.Length + maxNewTokens);
        var answers = Enumerable.Range(0, (int)batch.Count).Select(_ => new Generated()).ToArray();
        using var open = new OpenAnswers(model, adapters, batch, conditioning, maxNewTokens);
        var hidden = open.Begin(batch);
        for (var taken = 1; ; taken++)
        {
            Take(hidden, open, answers, out var tokens);
            if (taken == maxNewTokens || !open.KeepUnfinished(tokens, stops))
                return answers;
            cancellation.ThrowIfCancellationRequested();
            hidden = open.Next();
        }
    }

    private void Take(Tensor hidden, OpenAnswers open, Generated[] answers, out long[] tokens)
    {
        using var scope = NewDisposeScope();
        var (best, chosen) = model.Decoder.Logits(hidden).log_softmax(-1).max(-1);       // [open answers]
        tokens = [.. chosen.cpu().data<long>()];
        var logs = best.cpu().data<float>().ToArray();
        for (var row = 0; row < tokens.Length; row++)
        {
            answers[open.Owners[row]].Tokens.Add((int)tokens[row]);
            answers[open.Owners[row]].LogProbabilities.Add(logs[row]);
        }
    }
}
