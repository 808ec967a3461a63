using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>The shim's functions: what torch.nn.functional offers; see <c>native/functional.cpp</c>.</summary>
internal static partial class Native
{
    [LibraryImport(Library)] internal static partial Tensor ts_linear(Tensor x, Tensor weight, [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor bias);
    [LibraryImport(Library)] internal static partial Tensor ts_softmax(Tensor x, long dim, int dtype);
    [LibraryImport(Library)] internal static partial Tensor ts_log_softmax(Tensor x, long dim, int dtype);
    [LibraryImport(Library)] internal static partial Tensor ts_layer_norm(
        Tensor x, ReadOnlySpan<long> shape, int rank, [MarshalUsing(typeof(OptionalTensorMarshaller))]
            Tensor weight, [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor bias, double eps);
    [LibraryImport(Library)] internal static partial Tensor ts_gelu(Tensor x, [MarshalAs(UnmanagedType.Bool)] bool tanh);
    [LibraryImport(Library)] internal static partial Tensor ts_silu(Tensor x);
    [LibraryImport(Library)] internal static partial Tensor ts_relu(Tensor x);
    [LibraryImport(Library)] internal static partial Tensor ts_attention(
        Tensor q, Tensor k, Tensor v, [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor mask, double dropout, [MarshalAs(UnmanagedType.Bool)]
            bool causal);
    [LibraryImport(Library)] internal static partial Tensor ts_cross_entropy(
        Tensor x, Tensor target, [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor weight, long reduction, long ignore, double smoothing);
}
