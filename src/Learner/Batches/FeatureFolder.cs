using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MlopsCl.Learner.Imaging;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Batches;

/// <summary>Vision features on disk, one safetensors file per picture. Files appear whole or not at all, so several trainings may share the folder.</summary>
internal sealed class FeatureFolder
{
    private const string Key = "features";

    // To be raised when decoding or preparing pictures changes.
    private const int Version = 1;

    private readonly string _folder;

    private FeatureFolder(string folder) => _folder = Directory.CreateDirectory(folder).FullName;

    /// <summary>Opens the part of a cache that belongs to a tower and a preprocessing.</summary>
    /// <param name="root">The cache's folder.</param>
    /// <param name="model">The model whose tower computes.</param>
    /// <param name="images">How pictures are prepared.</param>
    public static FeatureFolder Open(string root, LvlmModel model, ClipImageOptions images)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(new { Version, Images = images, FixedSize = images.FixedSize.ToString(), CropSize = images.CropSize.ToString(), model.Config.Vision, model.Config.VisionFeatureLayers, model.Config.VisionFeatureSelection }));
        foreach (var (name, weight) in model.Weights.All.Where(weight => weight.Key.StartsWith(ParameterNames.VisionTower, StringComparison.Ordinal)))
        {
            using var scope = NewDisposeScope();
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(weight.detach().cpu().bytes);
        }

        return new FeatureFolder(Path.Combine(root, Convert.ToHexStringLower(hash.GetHashAndReset())[..16]));
    }

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
