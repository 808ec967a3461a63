using TorchSharp.Interop;
using System.Runtime.InteropServices.Marshalling;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A source of random numbers with a seed of its own.</summary>
    [NativeMarshalling(typeof(GeneratorMarshaller))]
    public class Generator : IDisposable
    {
        private nint handle;

        /// <summary>A generator on a device, the processor unless given.</summary>
        public Generator(ulong seed = 0, Device device = null)
        {
            this.device = device ?? CPU;
            handle = Native.ts_generator(seed, (int)this.device.type, this.device.index);
            if (handle == 0) Native.ThrowIfError();
        }

        private Generator(nint handle) => (this.handle, device) = (handle, CPU);

        /// <summary>Frees the generator where nobody disposed it.</summary>
        ~Generator() => Dispose(false);

        /// <summary>The generator of operations that are given none.</summary>
        internal static Generator Default => new(Native.ts_generator_default());

        /// <summary>Where its numbers are drawn.</summary>
        internal Device device { get; }

        /// <summary>LibTorch's object.</summary>
        /// <exception cref="ObjectDisposedException">The generator was disposed.</exception>
        internal nint Handle =>
            handle != 0 ? handle : throw new ObjectDisposedException(nameof(Generator), "This generator was disposed; make a new one.");

        /// <summary>Frees the generator.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Frees the generator.</summary>
        protected virtual void Dispose(bool disposing)
        {
            var freed = Interlocked.Exchange(ref handle, 0);
            if (freed != 0) Native.ts_generator_free(freed);
        }
    }
}
