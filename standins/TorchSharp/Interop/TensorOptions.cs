using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>What a new tensor shall be, as it crosses to the shim; -1 means "as the operation's default".</summary>
internal readonly record struct TensorOptions(int Type, int DeviceType, int DeviceIndex, int RequiresGrad)
{
    public static TensorOptions Of(ScalarType? dtype, Device device = null, bool requires_grad = false) =>
        new(Native.Code(dtype), device is null ? -1 : (int)device.type, device is null ? -1 : device.index, requires_grad ? 1 : 0);
}
