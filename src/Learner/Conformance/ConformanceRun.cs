namespace MlopsCl.Learner.Conformance;

/// <summary>Runs a folder of fixtures, or a folder of such folders, against the program.</summary>
/// <param name="kinds">The kinds that are recognised, the more particular ones first.</param>
/// <param name="device">Where tensors live.</param>
public sealed class ConformanceRun(IReadOnlyList<FixtureKind> kinds, string device)
{
    /// <summary>Compares everything. A folder of an unknown kind is a check that fails.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="cancellation">Looked at between checks.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public IEnumerable<ConformanceCheck> Over(string path, CancellationToken cancellation)
    {
        var root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (!Directory.Exists(root))
            throw new DirectoryNotFoundException($"There is no folder '{root}'; name one with fixtures, or a folder of such folders.");
        Models.ComputeThreads.UseAllCores();
        return Folders(new FixtureFolder(root, Path.GetFileName(root)), prefix: "").SelectMany(folder => Run(folder, cancellation));
    }

    // What is of a known kind; a folder below which there is nothing of a known kind stands for itself.
    private IReadOnlyList<FixtureFolder> Folders(FixtureFolder folder, string prefix)
    {
        if (KindOf(folder, out _) is not null)
            return [folder];
        FixtureFolder[] inner = [.. Directory.EnumerateDirectories(folder.Path).Order(StringComparer.Ordinal)
            .Select(path => new FixtureFolder(path, prefix + Path.GetFileName(path)))
            .SelectMany(child => Folders(child, child.Name + "/"))];
        return inner.Any(child => KindOf(child, out _) is not null) ? inner : [folder];
    }

    private IEnumerable<ConformanceCheck> Run(FixtureFolder folder, CancellationToken cancellation)
    {
        if (KindOf(folder, out var reason) is not { } kind)
        {
            yield return ConformanceCheck.Impossible($"{folder.Name}: unknown kind of folder", reason);
            yield break;
        }

        using var checks = Started(kind, folder).GetEnumerator();
        while (Next(kind, checks) is { } check)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return check with { Name = $"{folder.Name}: {check.Name}" };
            if (check.Name == kind.Name)
                yield break;
        }
    }

    // Nothing of a check runs before the first is asked for.
    private IEnumerable<ConformanceCheck> Started(FixtureKind kind, FixtureFolder folder)
    {
        foreach (var check in kind.Check(folder, device))
            yield return check;
    }

    // A folder that cannot be read, or asks for what the program refuses, is a check that fails with the reason.
    private static ConformanceCheck? Next(FixtureKind kind, IEnumerator<ConformanceCheck> checks)
    {
        try
        {
            return checks.MoveNext() ? checks.Current : null;
        }
        catch (Exception error) when (ConformanceCheck.IsOfTheFolder(error))
        {
            return ConformanceCheck.Impossible(kind.Name, error.Message);
        }
    }

    private FixtureKind? KindOf(FixtureFolder folder, out string reason)
    {
        reason = $"what it holds is none of {string.Join(", ", kinds.Select(kind => kind.Name))}";
        try
        {
            return kinds.FirstOrDefault(kind => kind.Recognises(folder));
        }
        catch (Exception error) when (ConformanceCheck.IsOfTheFolder(error))
        {
            reason = error.Message;
            return null;
        }
    }
}
