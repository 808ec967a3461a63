using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements at these places of the first 1 dimension, as a view; setting copies a value there.</summary>
        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => At(i1);
            set => PutAt(value, i1);
        }

        /// <summary>The elements at these places of the first 2 dimensions, as a view; setting copies a value there.</summary>
        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => At(i1, i2);
            set => PutAt(value, i1, i2);
        }

        /// <summary>The elements that the indices choose; setting copies a value there.</summary>
        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        /// <summary>The elements at the places in the index tensors; setting copies a value there.</summary>
        [System.Runtime.CompilerServices.IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
        }

        /// <summary>The elements that the indices choose; a view unless an index is a tensor.</summary>
        internal Tensor index(params TensorIndex[] indices) =>
            Kept(Native.ts_index(this, TensorIndex.Lower(indices), indices.Length), indices);

        /// <summary>The elements at the places in the index tensors; null takes a whole dimension.</summary>
        internal Tensor index(params Tensor[] indices) => Kept(Native.ts_index_tensors(this, indices, indices.Length), indices);

        /// <summary>Copies a value to the places that the indices choose.</summary>
        internal Tensor index_put_(Tensor value, params TensorIndex[] indices) =>
            Done(Kept(Native.ts_index_put_(this, TensorIndex.Lower(indices), indices.Length, value), indices));

        /// <summary>Copies, or adds, a value to the places in the index tensors.</summary>
        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false) =>
            Done(Kept(Native.ts_index_put_tensors_(this, indices, indices.Length, value, accumulate), indices));

        /// <summary>The places of a dimension that an index tensor names.</summary>
        public Tensor index_select(long dim, Tensor index) => Native.ts_index_select(this, dim, index);

        /// <summary>This plus alpha times a source, at the places of a dimension that an index tensor names.</summary>
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) =>
            Native.ts_index_add(this, dim, index, source, alpha);

        /// <summary>This with a source at the places of a dimension that an index tensor names.</summary>
        public Tensor index_copy(long dim, Tensor index, Tensor source) => Native.ts_index_copy(this, dim, index, source);

        /// <summary>The elements at the index tensor's places along a dimension.</summary>
        public Tensor gather(long dim, Tensor index) => Native.ts_gather(this, dim, index);

        /// <summary>This with a source at the index tensor's places along a dimension.</summary>
        public Tensor scatter(long dim, Tensor index, Tensor src) => Native.ts_scatter(this, dim, index, src);

        /// <summary>This plus a source at the index tensor's places along a dimension.</summary>
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Native.ts_scatter_add(this, dim, index, src);

        /// <summary>The elements where the mask is true, in one dimension.</summary>
        public Tensor masked_select(Tensor mask) => Native.ts_masked_select(this, mask);

        /// <summary>This with the value's elements, in order, where the mask is true.</summary>
        public Tensor masked_scatter(Tensor mask, Tensor value) => Native.ts_masked_scatter(this, mask, value);

        /// <summary>The places of the elements that are not zero, (count, dimensions).</summary>
        public Tensor nonzero() => Native.ts_nonzero(this);

        private Tensor At(params ReadOnlySpan<long> places)
        {
            var part = Native.ts_select(this, 0, places[0]);
            foreach (var place in places[1..])
            {
                using var outer = part;
                part = Native.ts_select(outer, 0, place);
            }

            return part;
        }

        private void PutAt(Tensor value, params ReadOnlySpan<long> places)
        {
            using var part = At(places);
            part.copy_(value);
        }
    }
}
