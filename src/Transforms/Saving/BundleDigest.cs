using System.Security.Cryptography;

namespace MlopsCl.Transforms.Saving;

/// <summary>The digest by which a model file knows what was learned.</summary>
internal static class BundleDigest
{
    private const string Weights = "adapter_model.safetensors";

    /// <summary>SHA-256 of the adapter's weights, lower-case hexadecimal.</summary>
    /// <exception cref="InvalidOperationException">The folder has no weights.</exception>
    internal static string Compute(string adapterFolder)
    {
        var file = Path.Combine(adapterFolder, Weights);
        if (!File.Exists(file))
            throw new InvalidOperationException($"'{adapterFolder}' has no {Weights}, so it is no bundle. Name the output folder of a training.");
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
