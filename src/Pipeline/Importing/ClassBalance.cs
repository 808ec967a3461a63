namespace MlopsCl.Pipeline.Importing;

/// <summary>Chooses the same number of pictures of each class, by seeded hash.</summary>
internal static class ClassBalance
{
    /// <summary><paramref name="count"/> pictures in a seeded order; classes differ by one picture at most.</summary>
    /// <exception cref="ImportException">A class has too few pictures.</exception>
    public static List<LabelledPicture> Choose(IEnumerable<LabelledPicture> pictures, int count, long seed, string purpose)
    {
        var classes = pictures.GroupBy(p => p.Label).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        var chosen = classes.SelectMany((group, index) =>
        {
            var share = (count / classes.Count) + (index < count % classes.Count ? 1 : 0);
            return share <= group.Count()
                ? SeededHash.Shuffle(group, seed, purpose, p => p.Name).Take(share)
                : throw new ImportException(
                    $"{count} {purpose} pictures need {share} of class '{group.Key}', which has {group.Count()}. " +
                    $"Ask for at most {classes.Min(g => g.Count()) * classes.Count}.");
        });
        return [.. SeededHash.Shuffle(chosen, seed, purpose + " order", p => p.Name)];
    }
}
