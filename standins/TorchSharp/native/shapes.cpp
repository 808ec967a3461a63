// Views, reshaping, joining, splitting, indexing.
#include "shim.h"

#include <ATen/TensorIndexing.h>

using namespace shim;
using at::indexing::TensorIndex;

namespace {

/// One index as it crosses the boundary: kind 0 none, 1 ellipsis, 2 single, 3 bool, 4 slice, 5 tensor.
/// The bits of `has` tell which of start, stop and step are given.
struct Index { int32_t kind; int32_t has; int64_t start; int64_t stop; int64_t step; Handle tensor; };

// Slices are given by numbers, or by numbers that may be symbols, in later versions of LibTorch.
template <class B> constexpr bool slices = std::is_constructible_v<at::indexing::Slice, Optional<B>, Optional<B>, Optional<B>>;
using Bound = std::conditional_t<slices<c10::SymInt>, c10::SymInt, int64_t>;

Optional<Bound> bound(const Index& i, int bit, int64_t value) { return i.has & bit ? Optional<Bound>(Bound(value)) : Optional<Bound>(); }

TensorIndex index_of(const Index& i)
{
    switch (i.kind) {
        case 0: return TensorIndex(at::indexing::None);
        case 1: return TensorIndex(at::indexing::Ellipsis);
        case 2: return TensorIndex(i.start);
        case 3: return TensorIndex(i.start != 0);
        case 4: return TensorIndex(at::indexing::Slice(bound(i, 1, i.start), bound(i, 2, i.stop), bound(i, 4, i.step)));
        default: return TensorIndex(*i.tensor);
    }
}

std::vector<TensorIndex> indices(const Index* list, int32_t count)
{
    std::vector<TensorIndex> made;
    for (int32_t i = 0; i < count; i++) made.push_back(index_of(list[i]));
    return made;
}

c10::List<Optional<at::Tensor>> optional_list(const Handle* list, int32_t count)
{
    c10::List<Optional<at::Tensor>> made;
    for (int32_t i = 0; i < count; i++) made.push_back(optional_tensor(list[i]));
    return made;
}

Optional<int64_t> long_or_none(int64_t value, int32_t given) { return given ? Optional<int64_t>(value) : Optional<int64_t>(); }

}  // namespace

TS Handle ts_view(Handle a, const int64_t* size, int32_t rank) GIVE(a->view(longs(size, rank)))
TS Handle ts_reshape(Handle a, const int64_t* size, int32_t rank) GIVE(a->reshape(longs(size, rank)))
TS Handle ts_expand(Handle a, const int64_t* size, int32_t rank, int32_t implicit) GIVE(a->expand(longs(size, rank), implicit))
TS Handle ts_repeat(Handle a, const int64_t* size, int32_t rank) GIVE(a->repeat(longs(size, rank)))
TS Handle ts_permute(Handle a, const int64_t* dims, int32_t rank) GIVE(a->permute(longs(dims, rank)))
TS Handle ts_flip(Handle a, const int64_t* dims, int32_t rank) GIVE(a->flip(longs(dims, rank)))
TS Handle ts_transpose(Handle a, int64_t dim0, int64_t dim1) GIVE(a->transpose(dim0, dim1))
TS Handle ts_t(Handle a) GIVE(a->t())
TS Handle ts_unsqueeze(Handle a, int64_t dim) GIVE(a->unsqueeze(dim))
TS Handle ts_flatten(Handle a, int64_t start, int64_t end) GIVE(a->flatten(start, end))
TS Handle ts_narrow(Handle a, int64_t dim, int64_t start, int64_t length) GIVE(a->narrow(dim, start, length))
TS Handle ts_slice(Handle a, int64_t dim, int64_t start, int64_t finish, int64_t step) GIVE(a->slice(dim, start, finish, step))
TS Handle ts_select(Handle a, int64_t dim, int64_t index) GIVE(a->select(dim, index))
TS Handle ts_unfold(Handle a, int64_t dim, int64_t size, int64_t step) GIVE(a->unfold(dim, size, step))
TS Handle ts_tril(Handle a, int64_t diagonal) GIVE(a->tril(diagonal))
TS Handle ts_triu(Handle a, int64_t diagonal) GIVE(a->triu(diagonal))
TS Handle ts_diag(Handle a, int64_t diagonal) GIVE(a->diag(diagonal))
TS Handle ts_roll(Handle a, const int64_t* shifts, int32_t count, const int64_t* dims, int32_t rank)
    GIVE(a->roll(longs(shifts, count), longs(dims, rank)))

TS Handle ts_cat(const Handle* list, int32_t count, int64_t dim) GIVE(at::cat(tensors(list, count), dim))
TS Handle ts_stack(const Handle* list, int32_t count, int64_t dim) GIVE(at::stack(tensors(list, count), dim))
TS int64_t ts_chunk(Handle a, int64_t chunks, int64_t dim) GIVE_MANY(a->chunk(chunks, dim))
TS int64_t ts_split_sizes(Handle a, const int64_t* sizes, int32_t count, int64_t dim)
    GIVE_MANY(a->split_with_sizes(longs(sizes, count), dim))
TS int64_t ts_unbind(Handle a, int64_t dim) GIVE_MANY(a->unbind(dim))

TS Handle ts_index(Handle a, const Index* list, int32_t count) GIVE(a->index(indices(list, count)))
TS int64_t ts_index_put_(Handle a, const Index* list, int32_t count, Handle value) DO(a->index_put_(indices(list, count), *value))
TS Handle ts_index_tensors(Handle a, const Handle* list, int32_t count) GIVE(a->index(optional_list(list, count)))
TS int64_t ts_index_put_tensors_(Handle a, const Handle* list, int32_t count, Handle value, int32_t accumulate)
    DO(a->index_put_(optional_list(list, count), *value, accumulate))
TS Handle ts_index_select(Handle a, int64_t dim, Handle index) GIVE(a->index_select(dim, *index))
TS Handle ts_index_add(Handle a, int64_t dim, Handle index, Handle source, Num alpha)
    GIVE(a->index_add(dim, *index, *source, number(alpha)))
TS Handle ts_index_copy(Handle a, int64_t dim, Handle index, Handle source) GIVE(a->index_copy(dim, *index, *source))
TS Handle ts_gather(Handle a, int64_t dim, Handle index) GIVE(a->gather(dim, *index))
TS Handle ts_scatter(Handle a, int64_t dim, Handle index, Handle source) GIVE(a->scatter(dim, *index, *source))
TS Handle ts_scatter_add(Handle a, int64_t dim, Handle index, Handle source) GIVE(a->scatter_add(dim, *index, *source))
TS Handle ts_masked_select(Handle a, Handle mask) GIVE(a->masked_select(*mask))
TS Handle ts_masked_scatter(Handle a, Handle mask, Handle value) GIVE(a->masked_scatter(*mask, *value))
TS Handle ts_nonzero(Handle a) GIVE(a->nonzero())
TS Handle ts_repeat_interleave(Handle a, int64_t repeats, int64_t dim, int32_t has_dim)
    GIVE(a->repeat_interleave(repeats, long_or_none(dim, has_dim)))
