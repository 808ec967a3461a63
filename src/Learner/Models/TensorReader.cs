using MlopsCl.Learner.Checkpoints;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>
/// Copies tensors out of safetensors files to a device, a few megabytes at a time: beside the tensor itself, reading takes no memory to
/// speak of, however large the tensor is.
/// </summary>
internal static class TensorReader
{
    private const int PartBytes = 4 << 20;

    /// <summary>Reads a tensor, outside of any dispose scope.</summary>
    /// <param name="file">The file that holds it.</param>
    /// <param name="entry">Where it lies there.</param>
    /// <param name="wanted">The element type of the result; null keeps the stored one and widens 16-bit floats to 32 bits.</param>
    /// <param name="device">Where the result is to be.</param>
    /// <exception cref="CheckpointFormatException">The element type is none of F32, F16, BF16, F64, I64.</exception>
    public static Tensor Read(SafetensorsFile file, SafetensorEntry entry, ScalarType? wanted, Device device)
    {
        var stored = StoredType(file.Path, entry);
        var type = wanted ?? (stored is ScalarType.Float16 or ScalarType.BFloat16 ? ScalarType.Float32 : stored);
        var tensor = empty(entry.Shape, type, device).DetachFromDisposeScope();
        try
        {
            if (type == stored && device.type == TorchSharp.DeviceType.CPU)
                Copy(file, entry, tensor);
            else
                Convert(file, entry, stored, tensor);
            return tensor;
        }
        catch
        {
            tensor.Dispose();
            throw;
        }
    }

    private static ScalarType StoredType(string path, SafetensorEntry entry) => entry.DType switch
    {
        TensorDType.F32 => ScalarType.Float32,
        TensorDType.F16 => ScalarType.Float16,
        TensorDType.BF16 => ScalarType.BFloat16,
        TensorDType.F64 => ScalarType.Float64,
        TensorDType.I64 => ScalarType.Int64,
        _ => throw new CheckpointFormatException(
            path, entry.Name, $"its elements are {entry.DType.FileName()}; this program reads F32, F16, BF16, F64 and I64."),
    };

    private static void Copy(SafetensorsFile file, SafetensorEntry entry, Tensor target)
    {
        using var scope = NewDisposeScope();
        var elements = target.flatten();
        foreach (var (from, count) in Parts(entry))
        {
            using var part = Map(file, entry, from, count);
            using var place = elements.narrow(0, from, count);
            part.Span.CopyTo(place.bytes);
        }
    }

    // Whatever the device and the types: the elements as they are stored go there in parts, and are converted there.
    private static void Convert(SafetensorsFile file, SafetensorEntry entry, ScalarType stored, Tensor target)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var elements = target.flatten();
        var room = empty([Math.Min(entry.ElementCount, PartBytes / entry.DType.Size())], stored);
        foreach (var (from, count) in Parts(entry))
        {
            using var part = Map(file, entry, from, count);
            using var place = elements.narrow(0, from, count);
            using var used = room.narrow(0, 0, count);
            part.Span.CopyTo(used.bytes);
            place.copy_(used);
        }
    }

    private static MappedBytes Map(SafetensorsFile file, SafetensorEntry entry, long from, long count) =>
        file.Map(entry.Name, from * entry.DType.Size(), (int)(count * entry.DType.Size()));

    // First element and number of elements of each part.
    private static IEnumerable<(long From, long Count)> Parts(SafetensorEntry entry)
    {
        var most = PartBytes / entry.DType.Size();
        for (long from = 0; from < entry.ElementCount; from += most)
            yield return (from, Math.Min(most, entry.ElementCount - from));
    }
}
