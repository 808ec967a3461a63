using MlopsCl.Learner;

namespace MlopsCl.Pipeline.Recipes.Form;

/// <summary>Finds what somebody probably meant.</summary>
internal static class Nearest
{
    /// <summary>The sentence ' Did you mean …?', or else the names that there are.</summary>
    public static string Suggest(string name, IEnumerable<string> known)
    {
        var names = known.ToList();
        var nearest = names.MinBy(k => Distance(name, k));
        return nearest is not null && Distance(name, nearest) <= Math.Max(2, name.Length / 3)
            ? $" Did you mean '{nearest}'?"
            : $" There are: {string.Join(", ", names)}.";
    }

    /// <summary>The edit distance without regard to case, and to whether the word has '-' or '_'.</summary>
    private static int Distance(string word, string known) => EditDistance.Between(word.Replace('_', '-').ToLowerInvariant(), known.ToLowerInvariant());
}
