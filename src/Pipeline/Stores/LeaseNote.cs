using System.Globalization;

namespace MlopsCl.Pipeline.Stores;

/// <summary>What a folder says about a lease. It holds no time: clocks of machines are never compared.</summary>
/// <param name="Generation">How often the lease was taken; its holder keeps the lock file of this number.</param>
/// <param name="Renewals">Rises with each renewal; 0 when the lease was given back.</param>
internal readonly record struct LeaseNote(long Generation, long Renewals)
{
    public bool IsGivenBack => Renewals == 0;

    public static LeaseNote Read(string path)
    {
        if (!File.Exists(path))
            return default;
        var parts = File.ReadAllText(path).Split(' ');
        return parts.Length == 2 && long.TryParse(parts[0], CultureInfo.InvariantCulture, out var generation)
            && long.TryParse(parts[1], CultureInfo.InvariantCulture, out var renewals)
            ? new LeaseNote(generation, renewals)
            : new LeaseNote(LastGeneration(path), 1);
    }

    /// <summary>The file that the holder of this generation keeps locked.</summary>
    public string LockFile(string path) => path + "." + Generation.ToString(CultureInfo.InvariantCulture);

    public void Write(string path)
    {
        File.WriteAllText(path + ".new", string.Create(CultureInfo.InvariantCulture, $"{Generation} {Renewals}"));
        File.Move(path + ".new", path, overwrite: true);
    }

    /// <summary>A note that lost its content with the machine's power: the newest lock file still tells who holds the lease, if anybody does.</summary>
    private static long LastGeneration(string path) =>
        Directory.EnumerateFiles(Path.GetDirectoryName(path)!)
            .Where(file => file.StartsWith(path + ".", StringComparison.Ordinal))
            .Select(file => long.TryParse(file.AsSpan(path.Length + 1), CultureInfo.InvariantCulture, out var number) ? number : 0)
            .DefaultIfEmpty().Max();
}
