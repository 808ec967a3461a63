using MlopsCl.Pipeline.Importing.Pictures;

namespace MlopsCl.Pipeline.Importing.Icons;

/// <summary>
/// Puts together what shows the same drawing: renderings of one icon, and renderings of any theme whose perceptual hashes differ in at most
/// <see cref="Threshold"/> of 128 bits; what is joined to the same thing is joined (union and find).
/// </summary>
internal static class DrawingGroups
{
    /// <summary>Bits in which two hashes of one drawing differ at most.</summary>
    public const int Threshold = 8;

    /// <summary>The groups, in the order of their first drawings, each in the drawings' order.</summary>
    public static IEnumerable<IGrouping<int, IconDrawing>> Of(IReadOnlyList<IconDrawing> drawings) =>
        drawings.Zip(Find(drawings)).GroupBy(pair => pair.Second, pair => pair.First);

    /// <summary>The number of the group of each drawing; equal numbers mean the same group.</summary>
    private static int[] Find(IReadOnlyList<IconDrawing> drawings)
    {
        var parents = Enumerable.Range(0, drawings.Count).ToArray();
        var first = new Dictionary<string, int>();
        for (var i = 0; i < drawings.Count; i++)
        {
            Join(parents, i, first.TryAdd(drawings[i].Icon, i) ? i : first[drawings[i].Icon]);
            for (var j = 0; j < i; j++)
            {
                if (drawings[i].Hash.DistanceTo(drawings[j].Hash) <= Threshold)
                    Join(parents, i, j);
            }
        }

        return [.. Enumerable.Range(0, parents.Length).Select(i => Root(parents, i))];
    }

    private static void Join(int[] parents, int one, int other) => parents[Root(parents, one)] = Root(parents, other);

    private static int Root(int[] parents, int node)
    {
        while (parents[node] != node)
            node = parents[node] = parents[parents[node]];
        return node;
    }
}
