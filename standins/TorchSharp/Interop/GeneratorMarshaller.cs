using System.Runtime.InteropServices.Marshalling;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>Hands over a generator; null means the default one.</summary>
[CustomMarshaller(typeof(Generator), MarshalMode.ManagedToUnmanagedIn, typeof(In))]
internal static class GeneratorMarshaller
{
    /// <summary>The argument.</summary>
    internal ref struct In
    {
        private Generator generator;

        public void FromManaged(Generator managed) => generator = managed;

        public readonly nint ToUnmanaged() => generator is null ? 0 : generator.Handle;

        public readonly void Free() => GC.KeepAlive(generator);
    }
}
