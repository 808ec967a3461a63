// What torch.nn.functional offers.
#include "shim.h"

#include <cmath>

using namespace shim;

namespace {

at::Tensor attention(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, Handle mask, double dropout, bool causal)
{
#if V_AT_LEAST(2, 0)
    return at::scaled_dot_product_attention(q, k, v, optional_tensor(mask), dropout, causal);
#else
    auto scores = at::matmul(q, k.transpose(-2, -1)).mul(1.0 / std::sqrt(static_cast<double>(q.size(-1))));
    if (causal) {
        auto seen = at::ones({q.size(-2), k.size(-2)}, q.options().dtype(at::kBool).requires_grad(false)).tril();
        scores = scores.masked_fill(seen.logical_not(), -std::numeric_limits<double>::infinity());
    }
    const bool keeps = mask && mask->scalar_type() == at::kBool;
    if (keeps) scores = scores.masked_fill(mask->logical_not(), -std::numeric_limits<double>::infinity());
    if (mask && !keeps) scores = scores + *mask;
    auto weights = at::softmax(scores, -1);
    return at::matmul(dropout > 0 ? at::dropout(weights, dropout, true) : weights, v);
#endif
}

}  // namespace

TS Handle ts_linear(Handle x, Handle weight, Handle bias) GIVE(at::linear(*x, *weight, optional_tensor(bias)))
TS Handle ts_softmax(Handle x, int64_t dim, int32_t dtype) GIVE(at::softmax(*x, dim, dtype_or_none(dtype)))
TS Handle ts_log_softmax(Handle x, int64_t dim, int32_t dtype) GIVE(at::log_softmax(*x, dim, dtype_or_none(dtype)))
TS Handle ts_layer_norm(Handle x, const int64_t* shape, int32_t rank, Handle weight, Handle bias, double eps)
    GIVE(at::layer_norm(*x, longs(shape, rank), optional_tensor(weight), optional_tensor(bias), eps))
TS Handle ts_gelu(Handle x, int32_t tanh) GIVE(at::gelu(*x, tanh ? "tanh" : "none"))
TS Handle ts_silu(Handle x) GIVE(at::silu(*x))
TS Handle ts_relu(Handle x) GIVE(at::relu(*x))

TS Handle ts_attention(Handle q, Handle k, Handle v, Handle mask, double dropout, int32_t causal)
    GIVE(attention(*q, *k, *v, mask, dropout, causal))
TS Handle ts_cross_entropy(Handle x, Handle target, Handle weight, int64_t reduction, int64_t ignore, double smoothing)
    GIVE(at::cross_entropy_loss(*x, *target, optional_tensor(weight), reduction, ignore, smoothing))
