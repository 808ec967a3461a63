namespace MlopsCl.Learner;

/// <summary>How far a mistyped word is from a known one.</summary>
public static class EditDistance
{
    /// <summary>The number of characters to insert, remove or change to make one word of the other (Levenshtein, 1966).</summary>
    /// <param name="from">One word.</param>
    /// <param name="to">The other.</param>
    /// <returns>0 for equal words, at most the length of the longer one.</returns>
    public static int Between(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var change = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
