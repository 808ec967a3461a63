using System.Globalization;
using MlopsCl.Transforms.Saving;

namespace MlopsCl.Transforms.Training;

/// <summary>
/// The seed of a training that draws its own, kept beside its checkpoints: a context gives every trainer another one, and a training goes on from
/// a checkpoint with the seed that it began with.
/// </summary>
internal static class KeptSeed
{
    private const string Name = "seed.txt";

    /// <summary>The seed that the folder holds, or else a new one, which it holds from now on.</summary>
    /// <param name="folder">The folder of the checkpoints; null keeps nothing.</param>
    /// <param name="draw">Draws a seed.</param>
    /// <exception cref="InvalidDataException">The file is there and holds no seed.</exception>
    internal static long Of(string? folder, Func<int> draw)
    {
        if (folder is null)
            return draw();
        var file = Path.Combine(folder, Name);
        if (File.Exists(file))
            return long.TryParse(File.ReadAllText(file), NumberStyles.Integer, CultureInfo.InvariantCulture, out var kept)
                ? kept
                : throw new InvalidDataException($"'{file}' holds no seed. Remove the folder to begin the training anew.");
        Directory.CreateDirectory(folder);
        long seed = draw();
        WholeFile.Write(file, partial => File.WriteAllText(partial, seed.ToString(CultureInfo.InvariantCulture)));
        return seed;
    }

    /// <summary>The training has ended; the next one in this folder draws a seed of its own.</summary>
    internal static void Forget(string? folder)
    {
        if (folder is not null && Directory.Exists(folder))
            File.Delete(Path.Combine(folder, Name));
    }
}
