using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether operations on this tensor are recorded for gradients.</summary>
        public bool requires_grad => Native.ts_requires_grad(this) != 0;

        /// <summary>The gradient that backward has accumulated here; null while there is none.</summary>
        public Tensor grad
        {
            get => Native.ts_get_grad(this);
            set => Native.Check(Native.ts_set_grad(this, value));
        }

        /// <summary>Turns recording for gradients on or off.</summary>
        public Tensor requires_grad_(bool requires_grad = true) => Done(Native.ts_set_requires_grad(this, requires_grad));

        /// <summary>The same elements, without history.</summary>
        public Tensor detach() => Native.ts_detach(this);

        /// <summary>Accumulates the gradients of this one number in the leaves that it came from.</summary>
        public void backward() => autograd.backward([this]);
    }
}
