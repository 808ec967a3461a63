using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MlopsCl.Learner.Checkpoints;
using MlopsCl.Learner.Imaging;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Batches;

/// <summary>
/// Vision features on disk, many pictures to a file: a disk takes a few large files better than thousands of small ones. Files are only
/// ever added, whole, so several
/// trainings may share the folder.
/// </summary>
internal sealed class FeatureFolder : IDisposable
{
    private const long PackBytes = 32L << 20;

    // To be raised when decoding or preparing pictures changes.
    private const int Version = 2;

    private readonly string _folder;
    private readonly List<SafetensorsFile> _packs = [];
    private readonly Dictionary<string, SafetensorsFile> _stored = [];
    private readonly Dictionary<string, Tensor> _pending = [];
    private long _pendingBytes;

    private FeatureFolder(string folder)
    {
        _folder = Directory.CreateDirectory(folder).FullName;
        foreach (var path in Directory.EnumerateFiles(_folder, "*.safetensors"))
            IncludeIfWhole(path);
    }

    /// <summary>Opens the part of a cache that belongs to a tower and a preprocessing.</summary>
    /// <param name="root">The cache's folder.</param>
    /// <param name="model">The model whose tower computes.</param>
    /// <param name="images">How pictures are prepared.</param>
    public static FeatureFolder Open(string root, LvlmModel model, ClipImageOptions images)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(new
        {
            Version,
            Images = images,
            FixedSize = images.FixedSize.ToString(),
            CropSize = images.CropSize.ToString(),
            model.Config.Vision,
            model.Config.VisionFeatureLayers,
            model.Config.VisionFeatureSelection,
        }));
        foreach (var (name, weight) in model.Weights.All.Where(
            weight => weight.Key.StartsWith(ParameterNames.VisionTower, StringComparison.Ordinal)))
        {
            using var scope = NewDisposeScope();
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(weight.detach().cpu().bytes);
        }

        return new FeatureFolder(Path.Combine(root, Convert.ToHexStringLower(hash.GetHashAndReset())[..16]));
    }

    /// <summary>The features of a picture, owned by the caller's dispose scope; null if there are none.</summary>
    public Tensor? Find(string picture, Device device)
    {
        if (_pending.TryGetValue(picture, out var pending))
            return pending.clone();
        if (!_stored.TryGetValue(picture, out var pack))
            return null;
        using var stored = TensorReader.Read(pack, pack.Entries[picture], null, device);
        return stored.clone();
    }

    /// <summary>Adds a picture's features; they reach the disk together with others.</summary>
    public void Add(string picture, Tensor features)
    {
        if (!_pending.TryAdd(picture, features.clone().DetachFromDisposeScope()))
            return;
        _pendingBytes += features.numel() * sizeof(float);
        if (_pendingBytes >= PackBytes)
            Flush();
    }

    /// <summary>Writes what is pending and closes the files.</summary>
    public void Dispose()
    {
        Flush();
        foreach (var pack in _packs)
            pack.Dispose();
    }

    private void Flush()
    {
        if (_pending.Count == 0)
            return;
        var name = Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', _pending.Keys.Order(StringComparer.Ordinal)))))[..32];
        var path = Path.Combine(_folder, name + ".safetensors");
        if (!File.Exists(path))
            WriteWhole(path);
        foreach (var tensor in _pending.Values)
            tensor.Dispose();
        _pending.Clear();
        _pendingBytes = 0;
        Include(path);
    }

    // Under a name that no other training writes to: two of them may compute the same pack at the same time.
    private void WriteWhole(string path)
    {
        var own = FormattableString.Invariant($"{path}.{Environment.MachineName}-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}");
        TensorFile.Write(own, _pending);
        File.Move(own, path, overwrite: true);
    }

    private void IncludeIfWhole(string path)
    {
        try
        {
            Include(path);
        }
        catch (CheckpointFormatException)
        {
            // A machine that lost power may have left less than was written: the pack's pictures are computed anew.
            File.Delete(path);
        }
        catch (FileNotFoundException)
        {
            // Another process has removed it meanwhile.
        }
    }

    private void Include(string path)
    {
        var pack = SafetensorsFile.Open(path);
        _packs.Add(pack);
        foreach (var picture in pack.Entries.Keys)
            _stored.TryAdd(picture, pack);
    }
}
