using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

[assembly: DisableRuntimeMarshalling]

namespace TorchSharp.Interop;

/// <summary>
/// The C++ shim. A binding is one line in <c>native/*.cpp</c>, one line in <c>Native.*.cs</c> and one line in the public type.
/// A function that makes a tensor throws by itself; the others go through <see cref="Check"/>.
/// </summary>
internal static partial class Native
{
    internal const string Library = "mlopscl_torch";

    /// <summary>The type code that the shim reads as "no type given".</summary>
    internal static int Code(ScalarType? dtype) => dtype.HasValue ? (int)dtype.Value : -1;

    /// <summary>Throws with the shim's text where an answer is negative.</summary>
    /// <exception cref="ExternalException">LibTorch refused the call.</exception>
    internal static long Check(long answer)
    {
        if (answer < 0) Throw();
        return answer;
    }

    /// <summary>The tensors that the last call on this thread made, after a check of its count.</summary>
    internal static Tensor[] Many(long count)
    {
        var made = new Tensor[Check(count)];
        for (var i = 0; i < made.Length; i++) made[i] = ts_take(i);
        return made;
    }

    /// <summary>A pair of tensors, such as values and their indices.</summary>
    internal static (Tensor, Tensor) Two(long count) =>
        Many(count) is [var first, var second] ? (first, second) : throw new ExternalException("LibTorch gave no pair.");

    /// <summary>Throws if a call on this thread left an error; a null handle without one is a tensor that is not there.</summary>
    internal static void ThrowIfError()
    {
        var text = ts_take_error();
        if (text != 0) throw new ExternalException(Marshal.PtrToStringUTF8(text));
    }

    private static void Throw()
    {
        ThrowIfError();
        throw new ExternalException("LibTorch refused the call without saying why.");
    }
}
