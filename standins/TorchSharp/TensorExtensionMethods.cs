using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The one number of a tensor of one element, as C#'s types; the number is converted.</summary>
public static class TensorExtensionMethods
{
    /// <summary>The one number as a float.</summary>
    public static float ToSingle(this Tensor value) => (float)ToDouble(value);

    /// <summary>The one number as a double.</summary>
    public static double ToDouble(this Tensor value)
    {
        Native.Check(Native.ts_item(value, out var real, out _));
        return real;
    }

    /// <summary>The one number as a long; a fraction is cut off.</summary>
    public static long ToInt64(this Tensor value)
    {
        Native.Check(Native.ts_item(value, out var real, out var whole));
        return whole != 0 ? whole : (long)real;
    }

    /// <summary>The one number as an int; a fraction is cut off.</summary>
    public static int ToInt32(this Tensor value) => (int)ToInt64(value);

    /// <summary>Whether the one number is not zero.</summary>
    public static bool ToBoolean(this Tensor value) => ToDouble(value) != 0;
}
