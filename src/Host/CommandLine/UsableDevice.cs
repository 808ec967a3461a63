using MlopsCl.Learner;

namespace MlopsCl.Host;

/// <summary>Refuses a device that is not there, before anything is read or loaded.</summary>
internal static class UsableDevice
{
    /// <exception cref="UsageException">LibTorch cannot compute on it here.</exception>
    /// <exception cref="ArgumentException">It is no device's name.</exception>
    public static string Of(string device) => ComputeDevice.IsAvailable(device)
        ? device
        : throw new UsageException(
            $"There is no device '{device}' that LibTorch can use here; a GPU needs its driver and a LibTorch built for CUDA, and is counted from cuda:0. " +
            "'mlopscl doctor' says what there is; set --device (or MLOPSCL_DEVICE) to cpu to go on without.");
}
