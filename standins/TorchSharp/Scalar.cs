using System.Runtime.InteropServices.Marshalling;
using TorchSharp.Interop;

namespace TorchSharp;

/// <summary>A number that goes with a tensor into an operation. It converts from C#'s numbers and holds no native memory.</summary>
[NativeMarshalling(typeof(ScalarMarshaller))]
public sealed class Scalar : IDisposable
{
    internal Scalar(NativeNumber number, torch.ScalarType type) => (Number, Type) = (number, type);

    /// <summary>The number's type.</summary>
    internal torch.ScalarType Type { get; }

    internal NativeNumber Number { get; }

    /// <summary>From an int.</summary>
    public static implicit operator Scalar(int value) => new(NativeNumber.Of((long)value), torch.ScalarType.Int32);

    /// <summary>From a long.</summary>
    public static implicit operator Scalar(long value) => new(NativeNumber.Of(value), torch.ScalarType.Int64);

    /// <summary>From a float.</summary>
    public static implicit operator Scalar(float value) => new(NativeNumber.Of((double)value), torch.ScalarType.Float32);

    /// <summary>From a double.</summary>
    public static implicit operator Scalar(double value) => new(NativeNumber.Of(value), torch.ScalarType.Float64);

    /// <summary>Does nothing: there is nothing to free.</summary>
    public void Dispose()
    {
    }
}
