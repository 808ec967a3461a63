using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>The ids of those tokens that are one character, in pages of 256 code points.</summary>
internal sealed class CharacterTable
{
    private const int CodePoints = 0x110000;

    private static readonly int[] NoTokens = [.. Enumerable.Repeat(-1, 256)];

    private readonly int[][] _pages = new int[CodePoints >> 8][];

    /// <summary>Looks through a vocabulary.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public CharacterTable(Vocabulary vocabulary)
    {
        Array.Fill(_pages, NoTokens);
        for (int entry = 0; entry < vocabulary.Count; entry++)
        {
            ReadOnlySpan<byte> text = vocabulary.Text(entry);
            if (text.Length is > 0 and <= 4 && Rune.DecodeFromUtf8(text, out Rune character, out int length) == OperationStatus.Done
                && length == text.Length)
            {
                Page(character.Value)[character.Value & 0xFF] = vocabulary.IdOf(entry);
            }
        }
    }

    /// <summary>The id of the token that is this character, or -1.</summary>
    public int this[int codePoint] => _pages[codePoint >> 8][codePoint & 0xFF];

    private int[] Page(int codePoint)
    {
        ref int[] page = ref _pages[codePoint >> 8];
        if (page == NoTokens)
        {
            page = (int[])NoTokens.Clone();
        }

        return page;
    }
}
