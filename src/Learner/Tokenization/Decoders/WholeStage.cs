using System.Text;

namespace MlopsCl.Learner.Tokenization.Decoders;

/// <summary>Holds everything back and rewrites it at the end, for steps that must see one token as a whole.</summary>
internal sealed class WholeStage(Func<string, string> rewrite) : DecoderStage
{
    private readonly StringBuilder _text = new();

    /// <inheritdoc/>
    public override void Add(string token, List<string> output) => _text.Append(token);

    /// <inheritdoc/>
    public override void Complete(List<string> output) => output.Add(rewrite(_text.ToString()));
}
