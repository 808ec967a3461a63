// New tensors, copies, conversions, and reading memory.
#include "shim.h"

using namespace shim;

namespace {

at::Tensor from_memory(const void* data, const int64_t* size, int32_t rank, int32_t source, Options o)
{
    auto made = at::empty(longs(size, rank), at::TensorOptions().dtype(dtype_of(source)));
    if (made.numel() > 0) std::memcpy(made.data_ptr(), data, made.nbytes());
    return finish(made.to(options_of(o)), o);
}

at::TensorOptions like(Handle a, Options o)
{
    auto options = a->options().requires_grad(false);
    if (o.dtype >= 0) options = options.dtype(dtype_of(o.dtype));
    if (o.device >= 0) options = options.device(device_of(o.device, o.index));
    return options;
}

at::Tensor moved(Handle a, Options o, bool non_blocking, bool copy)
{
    return a->to(like(a, o), non_blocking, copy);
}

}  // namespace

TS Handle ts_from_memory(const void* data, const int64_t* size, int32_t rank, int32_t source, Options o)
    GIVE(from_memory(data, size, rank, source, o))
TS Handle ts_empty(const int64_t* size, int32_t rank, Options o) GIVE(finish(at::empty(longs(size, rank), options_of(o)), o))
TS Handle ts_zeros(const int64_t* size, int32_t rank, Options o) GIVE(finish(at::zeros(longs(size, rank), options_of(o)), o))
TS Handle ts_ones(const int64_t* size, int32_t rank, Options o) GIVE(finish(at::ones(longs(size, rank), options_of(o)), o))
TS Handle ts_rand(const int64_t* size, int32_t rank, Random g, Options o)
    GIVE(finish(at::rand(longs(size, rank), random(g), options_of(o)), o))
TS Handle ts_randn(const int64_t* size, int32_t rank, Random g, Options o)
    GIVE(finish(at::randn(longs(size, rank), random(g), options_of(o)), o))
TS Handle ts_arange(Num start, Num stop, Num step, Options o)
    GIVE(finish(at::arange(number(start), number(stop), number(step), options_of(o)), o))
TS Handle ts_eye(int64_t rows, int64_t columns, Options o) GIVE(finish(at::eye(rows, columns, options_of(o)), o))
TS Handle ts_zeros_like(Handle a, Options o) GIVE(finish(at::zeros_like(*a, like(a, o)), o))

TS Handle ts_to(Handle a, Options o, int32_t non_blocking, int32_t copy) GIVE(moved(a, o, non_blocking, copy))
TS Handle ts_clone(Handle a) GIVE(a->clone())
TS Handle ts_contiguous(Handle a) GIVE(a->contiguous())
TS int64_t ts_copy_(Handle a, Handle source, int32_t non_blocking) DO(a->copy_(*source, non_blocking))
TS int64_t ts_fill_(Handle a, Num value) DO(a->fill_(number(value)))

TS int64_t ts_data(Handle a, void** data) DO(*data = a->data_ptr())
TS int64_t ts_item_real(Handle a, double* real) DO(*real = a->item().toDouble())
TS int64_t ts_dim(Handle a) ASK(a->dim())
TS int64_t ts_sizes(Handle a, int64_t* out) DO(auto s = a->sizes(); std::copy(s.begin(), s.end(), out))
TS int64_t ts_strides(Handle a, int64_t* out) DO(auto s = a->strides(); std::copy(s.begin(), s.end(), out))
TS int64_t ts_size(Handle a, int64_t dim) ASK(a->size(dim))
TS int64_t ts_numel(Handle a) ASK(a->numel())
TS int64_t ts_element_size(Handle a) ASK(a->element_size())
TS int64_t ts_dtype(Handle a) ASK(a->scalar_type())
TS int64_t ts_device_type(Handle a) ASK(a->device().type())
TS int64_t ts_device_index(Handle a, int32_t* index) DO(*index = a->device().index())
TS int64_t ts_is_contiguous(Handle a) ASK(a->is_contiguous())
