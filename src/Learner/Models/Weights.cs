using MlopsCl.Learner.Checkpoints;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>
/// A model's weights by their one name (<see cref="ParameterNames"/>), in float32, without gradient unless a training asks for it.
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

    /// <summary>Reads all weights of a model folder; 16-bit weights are widened.</summary>
    /// <exception cref="CheckpointFormatException">A file breaks its format, or a weight is not floating point.</exception>
    public static Weights Load(string folder, Device device)
    {
        using var checkpoint = ShardedCheckpoint.Open(folder);
        var tensors = checkpoint.Entries.Values.ToDictionary(
            entry => ParameterNames.FromKey(entry.Name), entry => TensorFile.Read(entry, checkpoint.Bytes(entry.Name), folder, device));
        return new Weights(folder, tensors);
    }

    public void Dispose()
    {
        foreach (var tensor in _tensors.Values)
            tensor.Dispose();
    }
}
