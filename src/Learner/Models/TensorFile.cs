using System.Runtime.InteropServices;
using MlopsCl.Learner.Checkpoints;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>Tensors to and from safetensors files.</summary>
internal static class TensorFile
{
    /// <summary>Reads every tensor of a file, outside of any dispose scope.</summary>
    public static Dictionary<string, Tensor> Read(string path, Device device)
    {
        using var file = SafetensorsFile.Open(path);
        return file.Entries.Values.ToDictionary(entry => entry.Name, entry => Read(entry, file.Bytes(entry.Name), path, device));
    }

    /// <summary>One tensor; 16-bit floats are widened.</summary>
    /// <exception cref="CheckpointFormatException">The element type is none of F32, F16, BF16, F64, I64.</exception>
    public static Tensor Read(SafetensorEntry entry, ReadOnlySpan<byte> bytes, string path, Device device)
    {
        var type = entry.DType switch
        {
            TensorDType.I64 => ScalarType.Int64,
            TensorDType.F64 => ScalarType.Float64,
            _ => ScalarType.Float32,
        };
        var tensor = empty(entry.Shape, type).DetachFromDisposeScope();
        var target = tensor.bytes;
        switch (entry.DType)
        {
            case TensorDType.F32 or TensorDType.F64 or TensorDType.I64:
                bytes.CopyTo(target);
                break;
            case TensorDType.F16:
                HalfPrecision.WidenFloat16(bytes, MemoryMarshal.Cast<byte, float>(target));
                break;
            case TensorDType.BF16:
                HalfPrecision.WidenBFloat16(bytes, MemoryMarshal.Cast<byte, float>(target));
                break;
            default:
                throw new CheckpointFormatException(
                    path, entry.Name, $"its elements are {entry.DType}; this program reads F32, F16, BF16, F64 and I64.");
        }

        return OnDevice(tensor, device);
    }

    /// <summary>Writes tensors (float32, float16, float64 or int64) to a file, under a temporary name first.</summary>
    public static void Write(
        string path, IEnumerable<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null) =>
        SafetensorsWriter.Write(path, tensors.Select(pair => Source(pair.Key, pair.Value)), metadata);

    private static SafetensorSource Source(string name, Tensor tensor)
    {
        var type = tensor.dtype switch
        {
            ScalarType.Int64 => TensorDType.I64,
            ScalarType.Float64 => TensorDType.F64,
            ScalarType.Float16 => TensorDType.F16,
            _ => TensorDType.F32,
        };
        return new SafetensorSource(name, type, tensor.shape, stream => Copy(tensor, stream));
    }

    private static void Copy(Tensor tensor, Stream stream)
    {
        using var scope = NewDisposeScope();
        stream.Write(tensor.detach().cpu().contiguous().bytes);
    }

    private static Tensor OnDevice(Tensor tensor, Device device)
    {
        if (device.type == TorchSharp.DeviceType.CPU)
            return tensor;
        using (tensor)
            return tensor.to(device).DetachFromDisposeScope();
    }
}
