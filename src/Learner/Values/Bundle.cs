using MlopsCl.Learner.Models;
using MlopsCl.Learner.Training;

namespace MlopsCl.Learner;

/// <summary>What answers questions: a base model and what was learned on top of it.</summary>
/// <param name="BaseModelFolder">A checkpoint folder in Hugging Face layout.</param>
/// <param name="AdapterFolder">What <see cref="LearningRequest.OutputFolder"/> held after learning; null for the base model alone.</param>
public sealed record Bundle(string BaseModelFolder, string? AdapterFolder = null)
{
    /// <summary>
    /// The element type of the base model's weights, and of what is computed with them; null for the one that the adapter was trained with,
    /// Float32 without an adapter.
    /// </summary>
    public WeightPrecision? Precision { get; init; }

    /// <summary>Says early that a folder is not there, before anything is loaded.</summary>
    /// <exception cref="FileNotFoundException">The base model has no configuration, or the adapter no weights; the message names the folder.</exception>
    public void ThrowIfAbsent()
    {
        LlavaConfigFile.ThrowIfAbsent(BaseModelFolder);
        if (AdapterFolder is not null)
            Models.AdapterFolder.ThrowIfAbsent(AdapterFolder);
    }

    /// <summary>The identity of a base model, or of an adapter: SHA-256 over names and contents of its files, lower-case hexadecimal.</summary>
    /// <param name="folder">The folder of either.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static string ComputeSha256(string folder) => Fingerprint.OfModel(folder);

    /// <summary>The files of a base model, or of an adapter, that its identity is made of; in ordinal order.</summary>
    /// <param name="folder">The folder of either.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static IReadOnlyList<string> FilesOf(string folder) => Fingerprint.FilesOf(folder);
}
