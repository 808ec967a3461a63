using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Training;
using static TorchSharp.torch;

namespace MlopsCl.Learner;

/// <summary>The adapters of a bundle, held against its base model.</summary>
/// <param name="Saved">The adapters; null if the bundle is a base model alone.</param>
/// <param name="BaseModelSha256">The digest of the base model.</param>
internal sealed record BundleAdapters(SavedAdapters? Saved, string BaseModelSha256)
{
    /// <summary>Reads them.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="ArgumentException">The adapter was learned on another base model.</exception>
    /// <exception cref="InvalidDataException">The adapter is of a kind that this program does not run, or does not fit the base model.</exception>
    public static BundleAdapters Read(Bundle bundle, Device device)
    {
        var saved = bundle.AdapterFolder is null ? null : AdapterFolder.Read(bundle.AdapterFolder, device);
        var digest = Fingerprint.OfModel(bundle.BaseModelFolder);
        if (saved is { Record.BaseModelSha256.Length: > 0 } && saved.Record.BaseModelSha256 != digest)
            throw new ArgumentException(
                $"{bundle.AdapterFolder} was learned on base model {saved.Record.BaseModelSha256[..12]} and {bundle.BaseModelFolder} is "
                + $"{digest[..12]}; take the base model that belongs to the adapter.",
                nameof(bundle));
        return new BundleAdapters(saved?.For(LlavaConfigFile.Read(bundle.BaseModelFolder), bundle.AdapterFolder!), digest);
    }
}
