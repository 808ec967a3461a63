using System.Text.Encodings.Web;
using System.Text.Json;
using MlopsCl.Learner.Tokenization.Training;

namespace MlopsCl.Bench.Tokenizer;

/// <summary>
/// Learns two vocabularies of the sizes and kinds that published models have: 32,000 tokens with byte fallback, and 131,000 byte-level ones
/// behind a split expression by letter case; and keeps 2,000 texts that neither has learned from.
/// </summary>
internal static class VocabularyMaker
{
    private const int Texts = 2000;

    private const string SplitByCase =
        @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+|" +
        @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*" +
        @"|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static int Run(string folder, string translations)
    {
        var all = Translations.Read(translations).ToArray();
        if (all.Length < 2 * Texts)
            throw new InvalidDataException(
                $"The translations in '{translations}' make {all.Length} texts; at least {2 * Texts} are needed, to learn from half of them. " +
                "Small systems leave translations out: set TRANSLATIONS to the /usr/share/locale of a full one, or name folders with vocabularies.");
        var step = Math.Max(all.Length / Texts, 2);
        var kept = all.Where((_, index) => index % step == 0).Take(Texts).ToArray();
        var learned = all.Where((_, index) => index % step != 0).ToArray();
        Console.WriteLine($"learning from {learned.Length} texts of {learned.Sum(text => (long)text.Length)} characters");
        Make(folder, "32000", kept, path => CharacterBpeTrainer.Write(path, learned, 32_000));
        Make(folder, "131000", kept, path => BpeTrainer.Write(path, learned, 131_000, splitExpression: SplitByCase));
        return 0;
    }

    private static void Make(string folder, string name, IEnumerable<string> texts, Action<string> train)
    {
        var inner = Path.Combine(folder, name);
        Directory.CreateDirectory(inner);
        File.WriteAllLines(Path.Combine(inner, "texts.jsonl"), texts.Select(text => JsonSerializer.Serialize(new { text }, Readable)));
        train(Path.Combine(inner, "tokenizer.json"));
        Console.WriteLine($"{inner} is made");
    }
}
