using MlopsCl.Learner.Checkpoints;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>Tensors to and from safetensors files.</summary>
internal static class TensorFile
{
    private const long PartElements = 4 << 20;

    /// <summary>Reads every tensor of a file, outside of any dispose scope; 16-bit floats are widened.</summary>
    /// <exception cref="CheckpointFormatException">The file breaks its format, or a tensor is none of F32, F16, BF16, F64, I64.</exception>
    public static Dictionary<string, Tensor> Read(string path, Device device)
    {
        using var file = SafetensorsFile.Open(path);
        return file.Entries.Values.ToDictionary(entry => entry.Name, entry => TensorReader.Read(file, entry, null, device));
    }

    /// <summary>Writes tensors (float32, float16, bfloat16, float64 or int64) to a file, under a temporary name first.</summary>
    /// <exception cref="ArgumentException">A tensor is of another type.</exception>
    public static void Write(
        string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        SafetensorsWriter.Write(path, tensors.Select(pair => Source(pair.Key, pair.Value)), metadata);

    private static SafetensorSource Source(string name, Tensor tensor)
    {
        var type = tensor.dtype switch
        {
            ScalarType.Int64 => TensorDType.I64,
            ScalarType.Float64 => TensorDType.F64,
            ScalarType.Float32 => TensorDType.F32,
            ScalarType.Float16 => TensorDType.F16,
            ScalarType.BFloat16 => TensorDType.BF16,
            _ => throw new ArgumentException($"'{name}' is {tensor.dtype}; only floating point and Int64 are written. Convert it first."),
        };
        return new SafetensorSource(name, type, tensor.shape, stream => CopyTo(stream, tensor));
    }

    /// <summary>Writes a tensor's elements, in parts: it may be larger than a span, and lie on a device.</summary>
    public static void CopyTo(Stream stream, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        var elements = tensor.detach().contiguous().flatten();
        for (long from = 0, all = elements.numel(); from < all; from += PartElements)
        {
            using var part = elements.narrow(0, from, Math.Min(PartElements, all - from));
            using var here = part.cpu();
            stream.Write(here.bytes);
        }
    }
}
