// Scaled dot-product attention head by head: at::parallel_for over samples and key heads, one-thread products inside.
// query [batch, heads, queries, size], key and value [batch, key heads, keys, size] of any strides if a head's elements are neighbours;
// query head h reads key head h / (heads / key heads). Under a causal mask the last query sees the last key. starts [batch] names
// the first key that may be seen (padding on the left). A query that sees no key gives zeros.
#include "kernels.h"

#include <vector>

namespace kernels {
namespace {

constexpr int64_t block = 64;   // queries at a time; under a causal mask a block computes only the keys that it can see

/// In place: probabilities of x[first .. last) times scale; zeros elsewhere in [0, n).
CLONES void softmax_row(float* __restrict x, int64_t first, int64_t last, int64_t n, float scale)
{
    for (int64_t i = 0; i < std::min(first, n); i++) x[i] = 0;
    for (int64_t i = std::max(last, int64_t(0)); i < n; i++) x[i] = 0;
    if (first >= last) return;
    float high = x[first];
#pragma omp simd reduction(max : high)
    for (int64_t i = first; i < last; i++) high = std::max(high, x[i]);
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int64_t i = first; i < last; i++) {
        x[i] = fast_exp((x[i] - high) * scale);
        sum += x[i];
    }
    const float share = 1.0f / sum;
    for (int64_t i = first; i < last; i++) x[i] *= share;
}

/// In place on d: p (d - sum(p d)).
CLONES void softmax_backward_row(const float* __restrict p, float* __restrict d, int64_t n)
{
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int64_t i = 0; i < n; i++) sum += p[i] * d[i];
    for (int64_t i = 0; i < n; i++) d[i] = p[i] * (d[i] - sum);
}

struct Shape {
    int64_t batch, heads, key_heads, queries, keys, size;
    bool causal;
    float scale;

    int64_t group() const { return heads / key_heads; }

    /// How many keys a query can see, counted from key 0.
    int64_t seen(int64_t query) const { return causal ? std::max<int64_t>(0, query + 1 + keys - queries) : keys; }
};

/// A head's matrix: rows are positions.
struct Head {
    const float* data;
    int64_t row;
};

Head head(const at::Tensor& t, int64_t b, int64_t h) { return {t.data_ptr<float>() + b * t.stride(0) + h * t.stride(1), t.stride(2)}; }

at::Tensor rows_of_heads(const at::Tensor& t) { return t.stride(3) == 1 && t.stride(2) >= t.size(3) ? t : t.contiguous(); }

void forward_head(const Shape& s, Head q, Head k, Head v, float* p, float* out, int64_t out_row, int64_t start)
{
    const auto multiply = sgemm();
    for (int64_t i = 0; i < s.queries; i += block) {
        const int64_t rows = std::min(block, s.queries - i), keys = s.seen(i + rows - 1);
        float* scores = p + i * s.keys;
        if (keys > 0) multiply(false, true, rows, keys, s.size, 1, q.data + i * q.row, q.row, k.data, k.row, 0, scores, s.keys);
        for (int64_t r = 0; r < rows; r++) softmax_row(scores + r * s.keys, start, s.seen(i + r), keys, s.scale);
        if (keys > 0) multiply(false, false, rows, s.size, keys, 1, scores, s.keys, v.data, v.row, 0, out + i * out_row, out_row);
        else for (int64_t r = 0; r < rows; r++) std::fill_n(out + (i + r) * out_row, s.size, 0.0f);
    }
}

/// Adds to dk and dv; writes dq. `work` holds block * keys numbers.
void backward_head(const Shape& s, Head q, Head k, Head v, const float* p, Head dout, float* dq, float* dk, float* dv, float* work)
{
    const auto multiply = sgemm();
    const int64_t query_row = s.heads * s.size, key_row = s.key_heads * s.size;
    for (int64_t i = 0; i < s.queries; i += block) {
        const int64_t rows = std::min(block, s.queries - i), keys = s.seen(i + rows - 1);
        if (keys == 0) {
            for (int64_t r = 0; r < rows; r++) std::fill_n(dq + (i + r) * query_row, s.size, 0.0f);
            continue;
        }
        const float *weights = p + i * s.keys, *d = dout.data + i * dout.row;
        multiply(true, false, keys, s.size, rows, 1, weights, s.keys, d, dout.row, 1, dv, key_row);
        multiply(false, true, rows, keys, s.size, 1, d, dout.row, v.data, v.row, 0, work, s.keys);
        for (int64_t r = 0; r < rows; r++) softmax_backward_row(weights + r * s.keys, work + r * s.keys, keys);
        multiply(false, false, rows, s.size, keys, s.scale, work, s.keys, k.data, k.row, 0, dq + i * query_row, query_row);
        multiply(true, false, keys, s.size, rows, s.scale, work, s.keys, q.data + i * q.row, q.row, 1, dk, key_row);
    }
}

struct Attention : torch::autograd::Function<Attention> {
    static at::Tensor forward(AutogradContext* ctx, const at::Tensor& query, const at::Tensor& key, const at::Tensor& value,
                              const OptionalTensor& starts, bool causal, double scale, bool keep)
    {
        const auto q = rows_of_heads(query), k = rows_of_heads(key), v = rows_of_heads(value);
        const Shape s{q.size(0), q.size(1), k.size(1), q.size(2), k.size(2), q.size(3), causal, static_cast<float>(scale)};
        auto weights = at::empty({keep ? s.batch * s.heads : 0, s.queries, s.keys}, q.options());
        auto out = at::empty({s.batch, s.queries, s.heads, s.size}, q.options());
        const int64_t* first = starts ? starts->data_ptr<int64_t>() : nullptr;
        float *p = weights.data_ptr<float>(), *o = out.data_ptr<float>();
        at::parallel_for(0, s.batch * s.heads, 1, [&](int64_t begin, int64_t end) {
            std::vector<float> own(keep ? 0 : static_cast<size_t>(s.queries * s.keys));
            for (int64_t task = begin; task < end; task++) {
                const int64_t b = task / s.heads, h = task % s.heads;
                float* scores = keep ? p + task * s.queries * s.keys : own.data();
                forward_head(s, head(q, b, h), head(k, b, h / s.group()), head(v, b, h / s.group()), scores,
                             o + (b * s.queries * s.heads + h) * s.size, s.heads * s.size, first ? first[b] : 0);
            }
        });
        ctx->save_for_backward({q, k, v, weights});
        ctx->saved_data["causal"] = causal;
        ctx->saved_data["scale"] = scale;
        return out;
    }

    static variable_list backward(AutogradContext* ctx, variable_list gradients)
    {
        refuse_second_derivative();
        auto saved = ctx->get_saved_variables();
        const auto &q = saved[0], &k = saved[1], &v = saved[2], &weights = saved[3];
        const Shape s{q.size(0), q.size(1), k.size(1), q.size(2), k.size(2), q.size(3), ctx->saved_data["causal"].toBool(),
                      static_cast<float>(ctx->saved_data["scale"].toDouble())};
        const auto dout = gradients[0].contiguous().transpose(1, 2);                // [batch, heads, queries, size]
        auto dq = at::empty({s.batch, s.queries, s.heads, s.size}, q.options());
        auto dk = at::zeros({s.batch, s.keys, s.key_heads, s.size}, q.options()), dv = at::zeros_like(dk);
        const float* p = weights.data_ptr<float>();
        float *dqp = dq.data_ptr<float>(), *dkp = dk.data_ptr<float>(), *dvp = dv.data_ptr<float>();
        at::parallel_for(0, s.batch * s.key_heads, 1, [&](int64_t begin, int64_t end) {
            std::vector<float> work(static_cast<size_t>(std::min(block, s.queries) * s.keys));
            for (int64_t task = begin; task < end; task++) {
                const int64_t b = task / s.key_heads, kh = task % s.key_heads, at_key = (b * s.keys * s.key_heads + kh) * s.size;
                for (int64_t h = kh * s.group(); h < (kh + 1) * s.group(); h++)
                    backward_head(s, head(q, b, h), head(k, b, kh), head(v, b, kh), p + (b * s.heads + h) * s.queries * s.keys,
                                  head(dout, b, h), dqp + (b * s.queries * s.heads + h) * s.size, dkp + at_key, dvp + at_key, work.data());
            }
        });
        return {dq.transpose(1, 2), dk.transpose(1, 2), dv.transpose(1, 2), at::Tensor(), at::Tensor(), at::Tensor(), at::Tensor()};
    }
};

void check_heads(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, const OptionalTensor& starts)
{
    check_float_on_cpu(q, "query");
    check_float_on_cpu(k, "key");
    check_float_on_cpu(v, "value");
    TORCH_CHECK(q.dim() == 4 && k.dim() == 4 && k.sizes() == v.sizes() && q.size(0) == k.size(0) && q.size(3) == k.size(3) &&
                    k.size(1) > 0 && q.size(1) % k.size(1) == 0,
                "query must be [batch, heads, queries, size] and key and value [batch, key heads, keys, size], got ",
                q.sizes(), ", ", k.sizes(), " and ", v.sizes());
    if (starts)
        TORCH_CHECK(starts->scalar_type() == at::kLong && starts->device().is_cpu() && starts->dim() == 1 && starts->size(0) == q.size(0),
                    "starts must be [batch] of int64 on the cpu, got ", starts->sizes());
}

at::Tensor attended(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, const OptionalTensor& starts, bool causal, double scale)
{
    check_heads(q, k, v, starts);
    TORCH_CHECK(scale > 0, "scale must be positive, got ", scale);
    TORCH_CHECK(sgemm(), "no BLAS with sgemm_ is loaded; use the composed attention");
    if (q.numel() == 0 || k.numel() == 0) return at::zeros({q.size(0), q.size(2), q.size(1), q.size(3)}, q.options());
    const bool keep = c10::GradMode::is_enabled() && (q.requires_grad() || k.requires_grad() || v.requires_grad());
    return Attention::apply(q, k, v, starts ? OptionalTensor(starts->contiguous()) : starts, causal, scale, keep);
}

}  // namespace
}  // namespace kernels

// [batch, queries, heads, size]
MK kernels::Handle mk_attention(kernels::Handle query, kernels::Handle key, kernels::Handle value, kernels::Handle starts,
                                int32_t causal, double scale) noexcept
{
    return kernels::give([&] { return kernels::attended(*query, *key, *value, kernels::optional(starts), causal, scale); });
}
