// Views, reshaping, joining, choosing.
#include "shim.h"

using namespace shim;

namespace {

Optional<int64_t> long_or_none(int64_t value, int32_t given) { return given ? Optional<int64_t>(value) : Optional<int64_t>(); }

}  // namespace

TS Handle ts_view(Handle a, const int64_t* size, int32_t rank) GIVE(a->view(longs(size, rank)))
TS Handle ts_reshape(Handle a, const int64_t* size, int32_t rank) GIVE(a->reshape(longs(size, rank)))
TS Handle ts_expand(Handle a, const int64_t* size, int32_t rank, int32_t implicit) GIVE(a->expand(longs(size, rank), implicit))
TS Handle ts_permute(Handle a, const int64_t* dims, int32_t rank) GIVE(a->permute(longs(dims, rank)))
TS Handle ts_transpose(Handle a, int64_t dim0, int64_t dim1) GIVE(a->transpose(dim0, dim1))
TS Handle ts_t(Handle a) GIVE(a->t())
TS Handle ts_unsqueeze(Handle a, int64_t dim) GIVE(a->unsqueeze(dim))
TS Handle ts_flatten(Handle a, int64_t start, int64_t end) GIVE(a->flatten(start, end))
TS Handle ts_narrow(Handle a, int64_t dim, int64_t start, int64_t length) GIVE(a->narrow(dim, start, length))
TS Handle ts_select(Handle a, int64_t dim, int64_t index) GIVE(a->select(dim, index))

TS Handle ts_cat(const Handle* list, int32_t count, int64_t dim) GIVE(at::cat(tensors(list, count), dim))
TS Handle ts_stack(const Handle* list, int32_t count, int64_t dim) GIVE(at::stack(tensors(list, count), dim))

TS Handle ts_index_select(Handle a, int64_t dim, Handle index) GIVE(a->index_select(dim, *index))
TS Handle ts_index_add(Handle a, int64_t dim, Handle index, Handle source, Num alpha)
    GIVE(a->index_add(dim, *index, *source, number(alpha)))
TS Handle ts_index_copy(Handle a, int64_t dim, Handle index, Handle source) GIVE(a->index_copy(dim, *index, *source))
TS Handle ts_repeat_interleave(Handle a, int64_t repeats, int64_t dim, int32_t has_dim)
    GIVE(a->repeat_interleave(repeats, long_or_none(dim, has_dim)))
