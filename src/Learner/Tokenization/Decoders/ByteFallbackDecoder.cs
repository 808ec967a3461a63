using System.Globalization;
using System.Text;

namespace MlopsCl.Learner.Tokenization.Decoders;

/// <summary>Turns runs of tokens such as <c>&lt;0xE2&gt;</c> back into text; a run that is no UTF-8 becomes one U+FFFD a byte.</summary>
internal sealed class ByteFallbackDecoder : Decoder
{
    private const string Replacement = "\uFFFD";

    /// <summary>The token that stands for a byte.</summary>
    public static string Token(byte value) => $"<0x{value:X2}>";

    /// <inheritdoc/>
    public override IReadOnlyList<string> Decode(IReadOnlyList<string> tokens)
    {
        var output = new List<string>(tokens.Count);
        var run = new List<byte>();
        foreach (string token in tokens)
        {
            if (TryParse(token, out byte value))
            {
                run.Add(value);
                continue;
            }

            Flush(run, output);
            output.Add(token);
        }

        Flush(run, output);
        return output;
    }

    private static bool TryParse(string token, out byte value)
    {
        value = 0;
        return token.Length == 6 && token.StartsWith("<0x", StringComparison.Ordinal) && token[5] == '>'
            && byte.TryParse(token.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    private static void Flush(List<byte> run, List<string> output)
    {
        if (run.Count == 0)
        {
            return;
        }

        byte[] bytes = [.. run];
        if (System.Text.Unicode.Utf8.IsValid(bytes))
        {
            output.Add(Encoding.UTF8.GetString(bytes));
        }
        else
        {
            output.AddRange(Enumerable.Repeat(Replacement, bytes.Length));
        }

        run.Clear();
    }
}
