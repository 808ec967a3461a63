using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Batches;

/// <summary>Vision features on disk, one safetensors file per picture. Files appear whole or not at all, so several trainings may share the folder.</summary>
internal sealed class FeatureFolder
{
    private const string Key = "features";
    private readonly string _folder;

    /// <summary>Opens the part of a cache that belongs to a tower and a preprocessing.</summary>
    /// <param name="root">The cache's folder.</param>
    /// <param name="towerDigest">What tower and preprocessing are, as hexadecimal.</param>
    public FeatureFolder(string root, string towerDigest) => _folder = Directory.CreateDirectory(Path.Combine(root, towerDigest[..16])).FullName;

    public Tensor? Find(string picture, Device device)
    {
        var path = PathOf(picture);
        if (!File.Exists(path))
            return null;
        using var stored = TensorFile.Read(path, device)[Key];
        return stored.clone();
    }

    public void Write(string picture, Tensor features)
    {
        var path = PathOf(picture);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        TensorFile.Write(path, [new(Key, features)]);
    }

    private string PathOf(string picture) => Path.Combine(_folder, picture[..2], picture + ".safetensors");
}
