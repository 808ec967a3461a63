namespace MlopsCl.Pipeline.Recipes.Form;

/// <summary>Finds what somebody probably meant.</summary>
internal static class Nearest
{
    /// <summary>The sentence ' Did you mean …?', or else the names that there are.</summary>
    public static string Suggest(string name, IEnumerable<string> known)
    {
        var names = known.ToList();
        var nearest = names.MinBy(k => Distance(name, k));
        return nearest is not null && Distance(name, nearest) <= Math.Max(2, name.Length / 3) ? $" Did you mean '{nearest}'?" : $" There are: {string.Join(", ", names)}.";
    }

    /// <summary>The number of letters to insert, remove or change (Levenshtein), without regard to '-' and '_' and case.</summary>
    private static int Distance(string one, string other)
    {
        (one, other) = (one.Replace('_', '-').ToLowerInvariant(), other.ToLowerInvariant());
        var above = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var row = new int[other.Length + 1];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
                row[j] = Math.Min(Math.Min(above[j], row[j - 1]) + 1, above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1));
            above = row;
        }

        return above[other.Length];
    }
}
