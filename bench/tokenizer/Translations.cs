using System.Buffers.Binary;
using System.Text;

namespace MlopsCl.Bench.Tokenizer;

/// <summary>The texts of compiled translations (GNU gettext's .mo files), which every Linux system has in many scripts.</summary>
internal static class Translations
{
    private const uint LittleEndianMark = 0x950412DE;
    private const int LongestText = 3000;
    private const int CharactersPerLanguage = 400_000;

    /// <summary>Texts of some 100 to 3000 characters, language by language, each language as much as any other.</summary>
    public static IEnumerable<string> Read(string folder)
    {
        foreach (var language in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            var left = CharactersPerLanguage;
            var text = new StringBuilder();
            foreach (var message in Directory.EnumerateFiles(language, "*.mo", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(Messages))
            {
                text.Append(message).Append(message.Length % 3 == 0 ? "\n" : " ");
                if (text.Length > 100 + (message.Length * 7919 % LongestText))
                {
                    left -= text.Length;
                    yield return text.ToString();
                    text.Clear();
                }

                if (left < 0)
                    break;
            }
        }
    }

    private static IEnumerable<string> Messages(string path)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < 20 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != LittleEndianMark)
            yield break;
        var count = Number(bytes, 8);
        var table = Number(bytes, 16);
        for (var i = 1; i < count; i++)
        {
            var part = bytes.AsSpan(Number(bytes, table + (i * 8) + 4), Number(bytes, table + (i * 8)));
            if (System.Text.Unicode.Utf8.IsValid(part))
                yield return Encoding.UTF8.GetString(part).Replace('\0', '\n');
        }
    }

    private static int Number(byte[] bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));
}
