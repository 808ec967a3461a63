using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The one number of a tensor of one element; the number is converted.</summary>
public static class TensorExtensionMethods
{
    /// <summary>The one number as a double.</summary>
    public static double ToDouble(this Tensor value)
    {
        Native.Check(Native.ts_item_real(value, out var real));
        return real;
    }
}
