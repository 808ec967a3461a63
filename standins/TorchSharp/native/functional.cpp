// What torch.nn.functional offers.
#include "shim.h"

#include <cmath>

using namespace shim;

namespace {

at::Tensor interpolate(const at::Tensor& x, const int64_t* size, int32_t rank, int32_t mode, bool align, bool antialias)
{
    TORCH_CHECK(rank == 2, "interpolate takes (N, C, H, W) and a size of two numbers, got ", rank);
    auto to = longs(size, rank);
    if (mode == 0) return at::upsample_nearest2d(x, to);
    if (mode == 2) return antialias ? at::_upsample_bilinear2d_aa(x, to, align) : at::upsample_bilinear2d(x, to, align);
    if (mode == 3) return antialias ? at::_upsample_bicubic2d_aa(x, to, align) : at::upsample_bicubic2d(x, to, align);
    TORCH_CHECK(false, "interpolate knows the modes Nearest, Bilinear and Bicubic");
}

at::Tensor pad(const at::Tensor& x, const int64_t* sizes, int32_t count, int32_t mode, double value)
{
    auto p = longs(sizes, count);
    if (mode == 0 || mode == 4) return at::constant_pad_nd(x, p, value);
    if (mode == 1) return count == 4 ? at::reflection_pad2d(x, p) : at::reflection_pad1d(x, p);
    if (mode == 2) return count == 4 ? at::replication_pad2d(x, p) : at::replication_pad1d(x, p);
    TORCH_CHECK(false, "pad knows the modes Zeros, Constant, Reflect and Replicate");
}

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

at::Tensor normalize(const at::Tensor& x, double p, int64_t dim, double eps)
{
    return x / x.norm(p, dim, true).clamp_min(eps).expand_as(x);
}

}  // namespace

TS Handle ts_linear(Handle x, Handle weight, Handle bias) GIVE(at::linear(*x, *weight, optional_tensor(bias)))
TS Handle ts_conv2d(Handle x, Handle weight, Handle bias, const int64_t* stride, const int64_t* padding, const int64_t* dilation, int64_t groups)
    GIVE(at::conv2d(*x, *weight, optional_tensor(bias), longs(stride, 2), longs(padding, 2), longs(dilation, 2), groups))
TS Handle ts_softmax(Handle x, int64_t dim, int32_t dtype) GIVE(at::softmax(*x, dim, dtype_or_none(dtype)))
TS Handle ts_log_softmax(Handle x, int64_t dim, int32_t dtype) GIVE(at::log_softmax(*x, dim, dtype_or_none(dtype)))
TS Handle ts_layer_norm(Handle x, const int64_t* shape, int32_t rank, Handle weight, Handle bias, double eps)
    GIVE(at::layer_norm(*x, longs(shape, rank), optional_tensor(weight), optional_tensor(bias), eps))
TS Handle ts_gelu(Handle x, int32_t tanh) GIVE(at::gelu(*x, tanh ? "tanh" : "none"))
TS Handle ts_silu(Handle x) GIVE(at::silu(*x))
TS Handle ts_relu(Handle x) GIVE(at::relu(*x))
TS Handle ts_dropout(Handle x, double p, int32_t training) GIVE(at::dropout(*x, p, training))

TS Handle ts_one_hot(Handle x, int64_t classes) GIVE(at::one_hot(*x, classes))
TS Handle ts_normalize(Handle x, double p, int64_t dim, double eps) GIVE(normalize(*x, p, dim, eps))
TS Handle ts_pad(Handle x, const int64_t* sizes, int32_t count, int32_t mode, double value) GIVE(pad(*x, sizes, count, mode, value))
TS Handle ts_interpolate(Handle x, const int64_t* size, int32_t rank, int32_t mode, int32_t align, int32_t antialias)
    GIVE(interpolate(*x, size, rank, mode, align, antialias))
TS Handle ts_attention(Handle q, Handle k, Handle v, Handle mask, double dropout, int32_t causal)
    GIVE(attention(*q, *k, *v, mask, dropout, causal))
TS Handle ts_cross_entropy(Handle x, Handle target, Handle weight, int64_t reduction, int64_t ignore, double smoothing)
    GIVE(at::cross_entropy_loss(*x, *target, optional_tensor(weight), reduction, ignore, smoothing))
TS Handle ts_nll_loss(Handle x, Handle target, Handle weight, int64_t reduction, int64_t ignore)
    GIVE(at::nll_loss(*x, *target, optional_tensor(weight), reduction, ignore))
TS Handle ts_mse_loss(Handle x, Handle target, int64_t reduction) GIVE(at::mse_loss(*x, *target, reduction))
TS Handle ts_kl_div(Handle x, Handle target, int64_t reduction, int32_t log_target) GIVE(at::kl_div(*x, *target, reduction, log_target))
TS Handle ts_cosine_similarity(Handle x, Handle y, int64_t dim, double eps) GIVE(at::cosine_similarity(*x, *y, dim, eps))
