using System.Text;

namespace MlopsCl.Learner.Scoring;

/// <summary>The scoring rules by name. Answers and gold answers are compared in one normal form: see <see cref="Normalise"/>.</summary>
public static class ScoringRules
{
    private static readonly Dictionary<string, Func<string, string, double>> s_rules = new(StringComparer.Ordinal)
    {
        ["contains"] = (answer, gold) => gold.Length > 0 && ContainsWords(answer, gold) ? 1 : 0,
        ["exact"] = (answer, gold) => answer == gold ? 1 : 0,
    };

    /// <summary>
    /// The names, in ordinal order: <c>contains</c> (the gold answer's words occur in the answer) and <c>exact</c> (the two are equal).
    /// </summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_rules.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Scores an answer.</summary>
    /// <param name="rule">The rule's name.</param>
    /// <param name="answer">What the model said.</param>
    /// <param name="gold">The right answer.</param>
    /// <returns>0 to 1.</returns>
    /// <exception cref="ArgumentException">There is no such rule.</exception>
    public static double Score(string rule, string answer, string gold) => s_rules.TryGetValue(rule, out var score)
        ? score(Normalise(answer), Normalise(gold))
        : throw new ArgumentException($"There is no scoring rule '{rule}'; use {string.Join(" or ", Names)}.", nameof(rule));

    /// <summary>The form in which texts are compared: white space trimmed and single, lower case, one trailing full stop removed.</summary>
    /// <param name="text">The text.</param>
    public static string Normalise(string text)
    {
        var words = string.Join(' ', text.Normalize(NormalizationForm.FormC).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
        return words.EndsWith('.') ? words[..^1].TrimEnd() : words;
    }

    private static bool ContainsWords(string answer, string gold)
    {
        for (var at = answer.IndexOf(gold, StringComparison.Ordinal); at >= 0; at = answer.IndexOf(gold, at + 1, StringComparison.Ordinal))
        {
            var end = at + gold.Length;
            if ((at == 0 || !char.IsLetterOrDigit(answer[at - 1])) && (end == answer.Length || !char.IsLetterOrDigit(answer[end])))
                return true;
        }
        return false;
    }
}
