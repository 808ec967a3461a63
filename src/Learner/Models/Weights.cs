using System.Globalization;
using MlopsCl.Learner.Checkpoints;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>
/// A model's weights by their one name (<see cref="ParameterNames"/>), without gradient unless a training asks for it.
/// </summary>
internal sealed class Weights : IDisposable
{
    private readonly SortedDictionary<string, Tensor> _tensors = new(StringComparer.Ordinal);
    private readonly string _origin;

    public Weights(string origin, IEnumerable<KeyValuePair<string, Tensor>> tensors)
    {
        _origin = origin;
        foreach (var (name, tensor) in tensors)
            _tensors.Add(name, tensor);
    }

    /// <summary>All weights, sorted by name.</summary>
    public IReadOnlyDictionary<string, Tensor> All => _tensors;

    /// <exception cref="InvalidDataException">The checkpoint lacks the weight.</exception>
    public Tensor this[string name] => _tensors.TryGetValue(name, out var tensor)
        ? tensor
        : throw new InvalidDataException(
            $"{_origin} lacks the weight '{ParameterNames.ToPublishedKey(name)}' that its config.json asks for; fetch the whole checkpoint.");

    public Tensor? Find(string name) => _tensors.GetValueOrDefault(name);

    /// <summary>A weight of a known shape.</summary>
    /// <exception cref="InvalidDataException">The weight is absent or has another shape.</exception>
    public Tensor Get(string name, params long[] shape)
    {
        var tensor = this[name];
        return tensor.shape.SequenceEqual(shape)
            ? tensor
            : throw new InvalidDataException(
                $"{_origin}: '{ParameterNames.ToPublishedKey(name)}' is [{string.Join(", ", tensor.shape)}], "
                + $"but config.json asks for [{string.Join(", ", shape)}].");
    }

    /// <summary>Reads all weights of a model folder, as its own configuration asks for them.</summary>
    public static Weights Load(string folder, Device device, WeightPrecision precision = WeightPrecision.Float32) =>
        Load(folder, LlavaConfigFile.Read(folder), device, precision);

    /// <summary>Reads all weights of a model folder, one after another in the order of the files, each straight to the device.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="config">Its configuration.</param>
    /// <param name="device">Where the weights are to be.</param>
    /// <param name="precision">What they are converted to.</param>
    /// <exception cref="CheckpointFormatException">A file breaks its format.</exception>
    /// <exception cref="InsufficientMemoryException">The weights alone are more than the device has.</exception>
    /// <exception cref="InvalidDataException">The weights are not those of the configuration; the message lists all that are wrong.</exception>
    public static Weights Load(string folder, LlavaConfig config, Device device, WeightPrecision precision)
    {
        using var checkpoint = ShardedCheckpoint.Open(folder);
        var entries = CheckpointContents.Check(folder, config, checkpoint);
        ThrowIfTooLarge(
            folder, entries.Values.Sum(entry => entry.ElementCount) * precision.Bytes(), precision, device.ToString(),
            DeviceMemory.TotalBytes(device.ToString()));
        var read = new Dictionary<string, Tensor>();
        try
        {
            foreach (var (name, entry) in entries.OrderBy(pair => checkpoint.Owner(pair.Value.Name).Path, StringComparer.Ordinal).ThenBy(
                pair => pair.Value.Offset))
                read.Add(name, TensorReader.Read(checkpoint.Owner(entry.Name), entry, precision.Type(), device));
            return new Weights(folder, read);
        }
        catch
        {
            foreach (var tensor in read.Values)
                tensor.Dispose();
            throw;
        }
    }

    /// <exception cref="InsufficientMemoryException">The weights alone are more than the device has.</exception>
    internal static void ThrowIfTooLarge(string folder, long needed, WeightPrecision precision, string device, long? there)
    {
        if (there is { } bytes && needed > bytes)
        {
            var half = precision == WeightPrecision.Float32
                ? "load them as BFloat16, which takes half (--precision bfloat16, in a recipe training.precision), or "
                : "";
            throw new InsufficientMemoryException(string.Create(
                CultureInfo.InvariantCulture,
                $"{folder}: its weights take {needed / 1e6:0.0} MB as {precision} and {device} has {bytes / 1e6:0.0} MB; {half}" +
                $"take a larger device or a smaller model. recipe plan says what an update takes."));
        }
    }

    public void Dispose()
    {
        foreach (var tensor in _tensors.Values)
            tensor.Dispose();
    }
}
