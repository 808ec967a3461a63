using Microsoft.ML;
using Microsoft.ML.Runtime;
using MlopsCl.Learner;

namespace MlopsCl.Transforms.Engines;

/// <summary>Chooses the device by an option, or else by the context's GpuDeviceId and FallbackToCpu.</summary>
internal static class DeviceChoice
{
    internal const string Cpu = "cpu";

    internal static string Resolve(MLContext context, string? wanted)
    {
        using var channel = ((IChannelProvider)context).Start(nameof(DeviceChoice));
        return Resolve(context, wanted, channel);
    }

    /// <exception cref="InvalidOperationException">The device is not there and the CPU may not take over.</exception>
    internal static string Resolve(MLContext context, string? wanted, IChannel channel)
    {
        var device = wanted ?? (context.GpuDeviceId is { } gpu ? $"cuda:{gpu}" : Cpu);
        if (device == Cpu || ComputeDevice.IsAvailable(device))
            return device;
        if (!context.FallbackToCpu)
            throw new InvalidOperationException(
                $"There is no device '{device}' that this build of LibTorch can use. Set FallbackToCpu on the context, or name another device.");
        channel.Warning(MessageSensitivity.None, "There is no device '{0}'; the CPU takes over", device);
        return Cpu;
    }
}
