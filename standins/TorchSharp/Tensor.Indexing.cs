using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements at a place of the first dimension, as a view.</summary>
        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1] => Native.ts_select(this, 0, i1);

        /// <summary>The places of a dimension that an index tensor names.</summary>
        public Tensor index_select(long dim, Tensor index) => Native.ts_index_select(this, dim, index);

        /// <summary>This plus alpha times a source, at the places of a dimension that an index tensor names.</summary>
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Native.ts_index_add(this, dim, index, source, alpha);

        /// <summary>This with a source at the places of a dimension that an index tensor names.</summary>
        public Tensor index_copy(long dim, Tensor index, Tensor source) => Native.ts_index_copy(this, dim, index, source);
    }
}
