namespace TorchSharp.Interop;

/// <summary>A number as it crosses to the shim. Kind 0 is none, 1 a double (its bits), 2 an int64.</summary>
internal readonly record struct NativeNumber(long Bits, long Kind)
{
    public static NativeNumber Of(double value) => new(BitConverter.DoubleToInt64Bits(value), 1);

    public static NativeNumber Of(long value) => new(value, 2);
}
