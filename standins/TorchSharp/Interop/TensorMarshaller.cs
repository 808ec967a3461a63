using System.Runtime.InteropServices.Marshalling;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>Hands a tensor's handle to the shim and keeps the tensor alive meanwhile; makes tensors of the handles that come back.</summary>
[CustomMarshaller(typeof(Tensor), MarshalMode.ManagedToUnmanagedIn, typeof(In))]
[CustomMarshaller(typeof(Tensor), MarshalMode.ManagedToUnmanagedOut, typeof(Out))]
[CustomMarshaller(typeof(Tensor), MarshalMode.ElementIn, typeof(Element))]
internal static class TensorMarshaller
{
    /// <summary>An argument that must be there and must not be disposed.</summary>
    internal ref struct In
    {
        private Tensor tensor;

        public void FromManaged(Tensor managed) =>
            tensor = managed ?? throw new ArgumentNullException(nameof(managed), "A tensor is needed here, but it is null.");

        public readonly nint ToUnmanaged() => tensor.Handle;

        public readonly void Free() => GC.KeepAlive(tensor);
    }

    /// <summary>A result: null with an error becomes an exception, null without one is a tensor that is not there.</summary>
    internal static class Out
    {
        public static Tensor ConvertToManaged(nint handle)
        {
            if (handle != 0) return new Tensor(handle);
            Native.ThrowIfError();
            return null;
        }
    }

    /// <summary>A tensor in a list; null means none at that place. The caller keeps the list alive.</summary>
    internal static class Element
    {
        public static nint ConvertToUnmanaged(Tensor managed) => managed is null ? 0 : managed.Handle;

        public static Tensor ConvertToManaged(nint handle) => Out.ConvertToManaged(handle);
    }
}
