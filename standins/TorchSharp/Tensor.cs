using System.Runtime.InteropServices.Marshalling;
using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>
    /// An array of numbers of one type, of any number of dimensions, on a device. Its memory is not seen by the garbage collector:
    /// dispose it, or make it inside a scope of <see cref="NewDisposeScope"/>; a finalizer is the safety net.
    /// What LibTorch refuses comes as <see cref="System.Runtime.InteropServices.ExternalException"/> with its message.
    /// </summary>
    [NativeMarshalling(typeof(TensorMarshaller))]
    public partial class Tensor : IDisposable
    {
        private static long live;
        private static long peak;
        private nint handle;

        internal Tensor(nint handle)
        {
            this.handle = handle;
            RaisePeak(Interlocked.Increment(ref live));
            Owner = DisposeScopeManager.Current.Register(this);
        }

        /// <summary>Frees the tensor where nobody disposed it.</summary>
        ~Tensor() => Dispose(false);

        /// <summary>The most tensors that this process held at a time.</summary>
        internal static long PeakCount => Interlocked.Read(ref peak);

        /// <summary>LibTorch's object, an <c>at::Tensor*</c>.</summary>
        /// <exception cref="ObjectDisposedException">The tensor was disposed, perhaps with the scope it was made in.</exception>
        public nint Handle => handle != 0 ? handle : throw Disposed();

        /// <summary>Whether the tensor was disposed.</summary>
        public bool IsInvalid => handle == 0;

        internal DisposeScope Owner { get; set; }

        /// <summary>Makes a tensor that owns a handle.</summary>
        public static Tensor UnsafeCreateTensor(IntPtr handle) => new(handle);

        /// <summary>Takes the tensor out of its scope: it lives until it is disposed.</summary>
        public Tensor DetachFromDisposeScope()
        {
            Owner?.Detach(this);
            return this;
        }

        /// <summary>Gives the tensor to the scope around its own, typically to return it.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            Owner?.MoveToOuter(this);
            return this;
        }

        /// <summary>Gives the tensor to another scope; null means that nobody owns it.</summary>
        internal Tensor MoveToOtherDisposeScope(DisposeScope other)
        {
            if (Owner is null) other?.Attach(this);
            else Owner.MoveToOther(other, this);
            return this;
        }

        /// <summary>Gives the tensor to another tensor's scope.</summary>
        public Tensor MoveToOtherDisposeScope(Tensor other) => MoveToOtherDisposeScope(other.Owner);

        /// <summary>Frees the tensor's memory unless others share it.</summary>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Frees the tensor's memory unless others share it.</summary>
        protected virtual void Dispose(bool disposing)
        {
            var freed = Interlocked.Exchange(ref handle, 0);
            if (freed == 0) return;
            Interlocked.Decrement(ref live);
            Native.ts_free(freed);
            if (disposing) Leave();
        }

        private static void RaisePeak(long now)
        {
            for (var seen = PeakCount; now > seen; seen = PeakCount) Interlocked.CompareExchange(ref peak, now, seen);
        }

        private void Leave()
        {
            if (Owner is null) DisposeScopeManager.Statistics.DisposedOutsideScopeCount++;
            else Owner.MarkAsDisposed(this);
            Owner = null;
        }

        private Tensor Done(long answer)
        {
            Native.Check(answer);
            return this;
        }

        private static ObjectDisposedException Disposed() => new(
            nameof(Tensor),
            "This tensor was disposed, perhaps with the scope it was made in. Keep it with MoveToOuterDisposeScope() or DetachFromDisposeScope().");
    }
}
