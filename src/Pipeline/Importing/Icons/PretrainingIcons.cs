namespace MlopsCl.Pipeline.Importing.Icons;

/// <summary>
/// The themes' drawings that no icons task examines, whatever its seed: of other contexts, and of the task's kinds where a task may only train on them.
/// Each is unlike every drawing that may be examined (<see cref="DrawingGroups"/>).
/// </summary>
internal static class PretrainingIcons
{
    /// <summary>Groups of like drawings, each rendering once; a rendering that two contexts share is left out.</summary>
    /// <exception cref="ImportException">A theme is not installed, or a file cannot be read.</exception>
    public static IReadOnlyList<IReadOnlyList<IconDrawing>> Read(string? source)
    {
        var drawings = IconLibrary.Read(source, [.. IconTheme.Kinds, .. IconTheme.OtherContexts]);
        var testable = IconTask.Testable([.. drawings.Where(d => IconTheme.Kinds.Contains(d.Kind))]).Select(d => d.Name).ToHashSet();
        return [.. DrawingGroups.Of(drawings)
            .Where(group => !group.Any(d => testable.Contains(d.Name)))
            .Select(Distinct).Where(group => group.Count > 0)];
    }

    private static IReadOnlyList<IconDrawing> Distinct(IEnumerable<IconDrawing> group) =>
        [.. group.GroupBy(d => d.Pixels).Where(same => same.Select(d => d.Kind).Distinct().Count() == 1)
            .Select(same => same.MinBy(d => d.Name, StringComparer.Ordinal)!).OrderBy(d => d.Name, StringComparer.Ordinal)];
}
