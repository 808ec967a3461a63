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

        /// <summary>Whether no operation made this tensor.</summary>
        public bool is_leaf => Native.ts_is_leaf(this) != 0;

        /// <summary>Turns recording for gradients on or off.</summary>
        public Tensor requires_grad_(bool requires_grad = true) => Done(Native.ts_set_requires_grad(this, requires_grad));

        /// <summary>The same elements, without history, recorded from here on or not.</summary>
        internal Tensor with_requires_grad(bool requires_grad = true) => detach().requires_grad_(requires_grad);

        /// <summary>The same elements, without history.</summary>
        public Tensor detach() => Native.ts_detach(this);

        /// <summary>Accumulates the gradients of this one number in the leaves that it came from.</summary>
        public void backward() => autograd.backward([this]);

        /// <summary>Accumulates gradients in the leaves that this came from, or in the given inputs only.</summary>
        public void backward(IList<Tensor> grad_tensors = null, bool retain_graph = false, bool create_graph = false, IList<Tensor> inputs = null) =>
            autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);
    }
}
