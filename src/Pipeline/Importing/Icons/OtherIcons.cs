namespace MlopsCl.Pipeline.Importing.Icons;

/// <summary>
/// The themes' drawings that the icons task never shows: of other contexts, and unlike every drawing of its four kinds (<see cref="DrawingGroups"/>).
/// </summary>
internal static class OtherIcons
{
    /// <summary>Groups of like drawings, each rendering once; a rendering that two contexts share is left out.</summary>
    /// <exception cref="ImportException">A theme is not installed, or a file cannot be read.</exception>
    public static IReadOnlyList<IReadOnlyList<IconDrawing>> Read(string? source)
    {
        var drawings = IconLibrary.Read(source, [.. IconTheme.Kinds, .. IconTheme.OtherContexts]);
        return [.. drawings.Zip(DrawingGroups.Find(drawings)).GroupBy(pair => pair.Second, pair => pair.First)
            .Where(group => group.All(d => IconTheme.OtherContexts.Contains(d.Kind)))
            .Select(Distinct).Where(group => group.Count > 0)];
    }

    private static IReadOnlyList<IconDrawing> Distinct(IEnumerable<IconDrawing> group) =>
        [.. group.GroupBy(d => d.Pixels).Where(same => same.Select(d => d.Kind).Distinct().Count() == 1)
            .Select(same => same.MinBy(d => d.Name, StringComparer.Ordinal)!).OrderBy(d => d.Name, StringComparer.Ordinal)];
}
