using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>The shim's functions: gradients; see <c>native/autograd.cpp</c>.</summary>
internal static partial class Native
{
    [LibraryImport(Library)] internal static partial long ts_backward(
        ReadOnlySpan<Tensor> roots, int n, ReadOnlySpan<Tensor> grads, int g, int retain, [MarshalAs(UnmanagedType.Bool)]
            bool create, ReadOnlySpan<Tensor> inputs, int i);
    [LibraryImport(Library)] internal static partial long ts_grad(
        ReadOnlySpan<Tensor> outputs, int n, ReadOnlySpan<Tensor> inputs, int i, ReadOnlySpan<Tensor> grads, int g, int retain, [MarshalAs(UnmanagedType.Bool)]
            bool create, [MarshalAs(UnmanagedType.Bool)] bool unused);
    [LibraryImport(Library)] internal static partial Tensor ts_get_grad(Tensor a);
    [LibraryImport(Library)] internal static partial long ts_set_grad(Tensor a, [MarshalUsing(typeof(OptionalTensorMarshaller))] Tensor gradient);
    [LibraryImport(Library)] internal static partial Tensor ts_detach(Tensor a);
    [LibraryImport(Library)] internal static partial long ts_requires_grad(Tensor a);
    [LibraryImport(Library)] internal static partial long ts_set_requires_grad(Tensor a, [MarshalAs(UnmanagedType.Bool)] bool required);
    [LibraryImport(Library)] internal static partial long ts_grad_mode();
    [LibraryImport(Library)] internal static partial long ts_set_grad_mode([MarshalAs(UnmanagedType.Bool)] bool enabled);
}
