using TorchSharp;

namespace MlopsCl.Learner;

/// <summary>Tells which devices this machine and this build of LibTorch have.</summary>
public static class ComputeDevice
{
    private const string Cuda = "cuda";

    /// <summary>What tensors are computed with: the library that C# sees, and LibTorch's version.</summary>
    public static string Stack => $"{typeof(torch).Assembly.GetName().Name} on LibTorch {torch.__version__}";

    /// <summary>Whether a device can be used.</summary>
    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c> with N from 0.</param>
    /// <returns>True for the CPU, and for a GPU that is there.</returns>
    /// <exception cref="ArgumentException"><paramref name="device"/> is of another form.</exception>
    public static bool IsAvailable(string device)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(device);
        if (device == "cpu")
            return true;
        var index = 0;
        var isCuda = device == Cuda
            || (device.StartsWith(Cuda + ":", StringComparison.Ordinal) && int.TryParse(device.AsSpan(Cuda.Length + 1), out index) && index >= 0);
        return isCuda
            ? torch.cuda.is_available() && index < torch.cuda.device_count()
            : throw new ArgumentException($"'{device}' is no device. Write cpu, cuda or cuda:N.", nameof(device));
    }
}
