using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>The shim's functions: what torch.nn.functional offers; see <c>native/functional.cpp</c>.</summary>
internal static partial class Native
{
    [LibraryImport(Library)] internal static partial Tensor ts_linear(Tensor x, Tensor weight, [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor bias);
    [LibraryImport(Library)] internal static partial Tensor ts_conv2d(
        Tensor x, Tensor weight, [MarshalUsing(typeof(OptionalTensorMarshaller))]
            Tensor bias, ReadOnlySpan<long> stride, ReadOnlySpan<long> padding, ReadOnlySpan<long> dilation, long groups);
    [LibraryImport(Library)] internal static partial Tensor ts_softmax(Tensor x, long dim, int dtype);
    [LibraryImport(Library)] internal static partial Tensor ts_log_softmax(Tensor x, long dim, int dtype);
    [LibraryImport(Library)] internal static partial Tensor ts_layer_norm(
        Tensor x, ReadOnlySpan<long> shape, int rank, [MarshalUsing(typeof(OptionalTensorMarshaller))]
            Tensor weight, [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor bias, double eps);
    [LibraryImport(Library)] internal static partial Tensor ts_gelu(Tensor x, [MarshalAs(UnmanagedType.Bool)] bool tanh);
    [LibraryImport(Library)] internal static partial Tensor ts_silu(Tensor x);
    [LibraryImport(Library)] internal static partial Tensor ts_relu(Tensor x);
    [LibraryImport(Library)] internal static partial Tensor ts_dropout(Tensor x, double p, [MarshalAs(UnmanagedType.Bool)] bool training);
    [LibraryImport(Library)] internal static partial Tensor ts_one_hot(Tensor x, long classes);
    [LibraryImport(Library)] internal static partial Tensor ts_normalize(Tensor x, double p, long dim, double eps);
    [LibraryImport(Library)] internal static partial Tensor ts_pad(Tensor x, ReadOnlySpan<long> sizes, int count, int mode, double value);
    [LibraryImport(Library)] internal static partial Tensor ts_interpolate(
        Tensor x, ReadOnlySpan<long> size, int rank, int mode, [MarshalAs(UnmanagedType.Bool)] bool align, [MarshalAs(UnmanagedType.Bool)] bool antialias);
    [LibraryImport(Library)] internal static partial Tensor ts_attention(
        Tensor q, Tensor k, Tensor v, [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor mask, double dropout, [MarshalAs(UnmanagedType.Bool)]
            bool causal);
    [LibraryImport(Library)] internal static partial Tensor ts_cross_entropy(
        Tensor x, Tensor target, [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor weight, long reduction, long ignore, double smoothing);
    [LibraryImport(Library)] internal static partial Tensor ts_nll_loss(
        Tensor x, Tensor target, [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor weight, long reduction, long ignore);
    [LibraryImport(Library)] internal static partial Tensor ts_mse_loss(Tensor x, Tensor target, long reduction);
    [LibraryImport(Library)] internal static partial Tensor ts_kl_div(Tensor x, Tensor target, long reduction, [MarshalAs(UnmanagedType.Bool)] bool log_target);
    [LibraryImport(Library)] internal static partial Tensor ts_cosine_similarity(Tensor x, Tensor y, long dim, double eps);
}
