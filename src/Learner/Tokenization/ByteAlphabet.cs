using System.Text;

namespace MlopsCl.Learner.Tokenization;

/// <summary>
/// GPT-2's alphabet: a printable character for each of the 256 bytes, so that any text can be written without unknown characters.
/// </summary>
internal static class ByteAlphabet
{
    private static readonly char[] Characters = Build();
    private static readonly Dictionary<char, byte> Bytes = Characters.Select((c, i) => (c, i)).ToDictionary(p => p.c, p => (byte)p.i);

    /// <summary>The 256 characters in the order of the bytes that they stand for.</summary>
    public static ReadOnlySpan<char> All => Characters;

    /// <summary>Writes a text's UTF-8 bytes as characters.</summary>
    public static string Encode(ReadOnlySpan<char> text)
    {
        byte[] utf8 = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        return Encode(utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, utf8)));
    }

    /// <summary>Writes bytes as characters.</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => string.Create(bytes.Length, bytes, static (target, source) =>
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = Characters[source[i]];
        }
    });

    /// <summary>Adds the bytes that a token's characters stand for; false where one is not of the alphabet.</summary>
    public static bool TryDecode(string token, List<byte> output)
    {
        int start = output.Count;
        foreach (char character in token)
        {
            if (!Bytes.TryGetValue(character, out byte value))
            {
                output.RemoveRange(start, output.Count - start);
                return false;
            }

            output.Add(value);
        }

        return true;
    }

    // Printable Latin-1 characters stand for themselves, the others for the code points from 256 on.
    private static char[] Build()
    {
        char[] characters = new char[256];
        int next = 256;
        for (int value = 0; value < 256; value++)
        {
            bool printable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE;
            characters[value] = (char)(printable ? value : next++);
        }

        return characters;
    }
}
