using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Gradients of recorded operations.</summary>
    public static class autograd
    {
        /// <summary>The gradients of outputs with respect to inputs, accumulated nowhere; null for an input that was not used, if that is allowed.</summary>
        public static IList<Tensor> grad(
            IList<Tensor> outputs, IList<Tensor> inputs, IList<Tensor> grad_outputs = null, bool retain_graph = false, bool create_graph = false,
            bool allow_unused = false)
        {
            var (from, to, seeds) = (All(outputs), All(inputs), Seeds(outputs.Count, grad_outputs));
            var count = Native.ts_grad(from, from.Length, to, to.Length, seeds, seeds.Length, retain_graph || create_graph ? 1 : 0, create_graph, allow_unused);
            return Kept(Native.Many(count), (from, to, seeds));
        }

        /// <summary>Accumulates the gradients of tensors in the leaves that they came from, or in the given inputs only.</summary>
        public static void backward(
            IList<Tensor> tensors, IList<Tensor> grad_tensors = null, bool? retain_graph = null, bool create_graph = false, IList<Tensor> inputs = null)
        {
            var (from, to, seeds) = (All(tensors), All(inputs), Seeds(tensors.Count, grad_tensors));
            var retain = retain_graph is { } given ? (given ? 1 : 0) : -1;
            Kept(Native.Check(Native.ts_backward(from, from.Length, seeds, seeds.Length, retain, create_graph, to, to.Length)), (from, to, seeds));
        }

        private static Tensor[] All(IList<Tensor> tensors) => tensors is null ? [] : Whole([.. tensors]);

        private static Tensor[] Seeds(int count, IList<Tensor> given) => given is null ? new Tensor[count] : [.. given];
    }
}
