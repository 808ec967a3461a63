using System.Runtime.CompilerServices;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Tensors joined along a dimension that they have.</summary>
    public static Tensor cat(IList<Tensor> tensors, long dim = 0) => cat(tensors.ToArray(), dim);

    /// <summary>Tensors joined along a dimension that they have.</summary>
    public static Tensor cat(Tensor[] tensors, long dim = 0) => Kept(Native.ts_cat(Whole(tensors), tensors.Length, dim), tensors);

    /// <summary>Tensors joined along a dimension that they have.</summary>
    public static Tensor cat(ReadOnlySpan<Tensor> tensors, long dim = 0) => cat(tensors.ToArray(), dim);

    /// <summary>Tensors joined along a new dimension.</summary>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Stacked(tensors.ToArray(), dim);

    private static Tensor Stacked(Tensor[] tensors, long dim) => Kept(Native.ts_stack(Whole(tensors), tensors.Length, dim), tensors);

    /// <summary>A list in which no tensor is missing.</summary>
    /// <exception cref="ArgumentNullException">One is.</exception>
    private static Tensor[] Whole(Tensor[] tensors)
    {
        foreach (var tensor in tensors) ArgumentNullException.ThrowIfNull(tensor, nameof(tensors));
        return tensors;
    }

    /// <summary>Passes a result on and keeps what it was computed from alive until here.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    internal static T Kept<T>(T result, object used)
    {
        GC.KeepAlive(used);
        return result;
    }
}
