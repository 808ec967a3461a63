using System.Globalization;
using System.Runtime.InteropServices;

namespace MlopsCl.Learner;

/// <summary>How much memory a device has.</summary>
public static unsafe class DeviceMemory
{
    private static readonly string[] Drivers = ["libcuda.so.1", "libcuda.so", "nvcuda.dll"];

    /// <summary>The bytes that a device has in all: of a processor what this process may use, of a GPU what its driver tells.</summary>
    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    /// <returns>Bytes; null where the device is not on this machine.</returns>
    /// <exception cref="ArgumentException"><paramref name="device"/> is of another form.</exception>
    public static long? TotalBytes(string device)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(device);
        if (device == "cpu")
            return GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var parts = device.Split(':');
        var number = 0;
        if (parts[0] != "cuda" || parts.Length > 2
            || (parts.Length == 2 && !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out number)))
            throw new ArgumentException($"'{device}' is no device. Write cpu, cuda or cuda:N.", nameof(device));
        return OfGpu(number);
    }

    private static long? OfGpu(int number)
    {
        nint driver = 0;
        if (!Drivers.Any(name => NativeLibrary.TryLoad(name, out driver)))
            return null;
        var handle = 0;
        nuint bytes = 0;
        var isKnown = Call(driver, "cuInit", out var start) && ((delegate* unmanaged<uint, int>)start)(0) == 0
            && Call(driver, "cuDeviceGet", out var get) && ((delegate* unmanaged<int*, int, int>)get)(&handle, number) == 0
            && Call(driver, "cuDeviceTotalMem_v2", out var total) && ((delegate* unmanaged<nuint*, int, int>)total)(&bytes, handle) == 0;
        return isKnown ? (long)bytes : null;
    }

    private static bool Call(nint driver, string name, out nint address) => NativeLibrary.TryGetExport(driver, name, out address);
}
