// From many elements to few: sums, means, extremes, norms, orders.
#include "shim.h"

using namespace shim;

TS Handle ts_sum(Handle a, int32_t dtype) GIVE(a->sum(dtype_or_none(dtype)))
TS Handle ts_sum_dims(Handle a, const int64_t* dims, int32_t rank, int32_t keep, int32_t dtype)
    GIVE(a->sum(longs(dims, rank), keep, dtype_or_none(dtype)))
TS Handle ts_mean(Handle a) GIVE(a->mean())
TS Handle ts_mean_dims(Handle a, const int64_t* dims, int32_t rank, int32_t keep, int32_t dtype)
    GIVE(a->mean(longs(dims, rank), keep, dtype_or_none(dtype)))
TS Handle ts_max(Handle a) GIVE(a->max())
TS int64_t ts_max_dim(Handle a, int64_t dim, int32_t keep) GIVE_MANY(a->max(dim, keep))
TS Handle ts_norm(Handle a, double p) GIVE(a->norm(p))
TS Handle ts_all_dim(Handle a, int64_t dim, int32_t keep) GIVE(a->all(dim, static_cast<bool>(keep)))
