using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Answering;

/// <summary>Answers questions together, token by token, with a cache of keys and values.</summary>
/// <param name="model">The model that is asked.</param>
/// <param name="adapters">What was learned on top of it.</param>
internal sealed class AnswerDecoder(LvlmModel model, AdapterState adapters)
{
    /// <summary>Answers questions together.</summary>
    /// <param name="batch">The questions.</param>
    /// <param name="conditioning">Prompt vectors and gates per question.</param>
    /// <param name="choice">Chooses tokens.</param>
    /// <param name="maxNewTokens">Tokens per answer at most.</param>
    /// <param name="receive">Given every token at once; says whether the answer goes on.</param>
    /// <param name="cancellation">Looked at between tokens.</param>
    /// <exception cref="ArgumentException">The longest question and its answer have more tokens than the model has positions.</exception>
    /// <exception cref="InvalidOperationException">What the model computes is no number.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Generate(
        PromptBatch batch, Conditioning conditioning, ITokenChoice choice, int maxNewTokens, TokenReceiver receive, CancellationToken cancellation)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        model.Decoder.Rotary.ThrowIfTooLong(batch.Length + maxNewTokens - 1);   // the last token is not read
        using var open = new OpenAnswers(model, adapters, batch, conditioning, maxNewTokens);
        var hidden = open.Begin(batch);
        for (var taken = 1; ; taken++)
        {
            var tokens = Take(hidden, open.Owners, choice, receive, out var unfinished);
            if (taken == maxNewTokens || !open.Keep(unfinished, tokens))
                return;
            cancellation.ThrowIfCancellationRequested();
            hidden = open.Next();
        }
    }

    private long[] Take(Tensor hidden, int[] owners, ITokenChoice choice, TokenReceiver receive, out int[] unfinished)
    {
        using var scope = NewDisposeScope();
        var (tokens, logs) = choice.Choose(model.Decoder.Logits(hidden), owners);                  // [open answers, vocabulary]
        if (Array.FindIndex(logs, float.IsNaN) is var row and >= 0)
            throw new InvalidOperationException(
                $"The next token's logits of question {owners[row]} are no numbers; " +
                $"its weights or the adapter's hold some that are none, or {model.Decoder.Type} overflows: "
                + "take bfloat16 or float32.");
        unfinished = [.. Enumerable.Range(0, tokens.Length).Where(place => receive(owners[place], (int)tokens[place], logs[place]))];
        return tokens;
    }
}
