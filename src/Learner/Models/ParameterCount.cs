namespace MlopsCl.Learner.Models;

/// <summary>Counts a model's numbers and tokens from its files, without loading them.</summary>
public static class ParameterCount
{
    /// <summary>The numbers of all tensors in a checkpoint folder.</summary>
    /// <param name="folder">The folder.</param>
    public static long Of(string folder)
    {
        using var checkpoint = Checkpoints.ShardedCheckpoint.Open(folder);
        return checkpoint.Entries.Values.Sum(entry => entry.Shape.Aggregate(1L, (product, size) => product * size));
    }

    /// <summary>The tokens that a model has embeddings for.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="FileNotFoundException">The folder has no <c>config.json</c>.</exception>
    public static int OfVocabulary(string folder) => LlavaConfigFile.Read(folder).Text.VocabularySize;
}
