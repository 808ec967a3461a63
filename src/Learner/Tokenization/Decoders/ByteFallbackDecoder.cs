using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace MlopsCl.Learner.Tokenization.Decoders;

/// <summary>
/// Turns runs of tokens such as <c>&lt;0xE2&gt;</c> back into text; a run that is no UTF-8 becomes one U+FFFD a byte. When streamed, what
/// has arrived of a run is given as soon as it ends with a whole character.
/// </summary>
internal sealed class ByteFallbackDecoder : Decoder
{
    private const string Replacement = "\uFFFD";

    /// <summary>The token that stands for a byte.</summary>
    public static string Token(byte value) => $"<0x{value:X2}>";

    /// <inheritdoc/>
    public override DecoderStage Begin(bool isFused, bool isStreamed) =>
        isFused ? new WholeStage(static text => TryParse(text, out byte value) ? Read([value]) : text) : new Stage(isStreamed);

    private static bool TryParse(string token, out byte value)
    {
        value = 0;
        return token.Length == 6 && token.StartsWith("<0x", StringComparison.Ordinal) && token[5] == '>'
            && byte.TryParse(token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    private static string Read(ReadOnlySpan<byte> run) => System.Text.Unicode.Utf8.IsValid(run)
        ? Encoding.UTF8.GetString(run)
        : string.Concat(Enumerable.Repeat(Replacement, run.Length));

    private sealed class Stage(bool isStreamed) : DecoderStage
    {
        private readonly List<byte> _run = [];

        public override void Add(string token, List<string> output)
        {
            if (!TryParse(token, out byte value))
            {
                Complete(output);
                output.Add(token);
                return;
            }

            _run.Add(value);
            if (isStreamed && System.Text.Unicode.Utf8.IsValid(CollectionsMarshal.AsSpan(_run)))
            {
                Complete(output);
            }
        }

        public override void Complete(List<string> output)
        {
            if (_run.Count > 0)
            {
                output.Add(Read(CollectionsMarshal.AsSpan(_run)));
                _run.Clear();
            }
        }
    }
}
