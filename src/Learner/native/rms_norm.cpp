// Root-mean-square normalisation (Zhang and Sennrich, 2019): y = x / sqrt(mean(x^2) + eps) * weight.
#include "kernels.h"

namespace kernels {
namespace {

CLONES void forward_row(const float* __restrict x, const float* __restrict weight, float* __restrict y, int64_t n, float eps, float* scale)
{
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int64_t i = 0; i < n; i++) sum += x[i] * x[i];
    const float s = 1.0f / std::sqrt(sum / static_cast<float>(n) + eps);
    for (int64_t i = 0; i < n; i++) y[i] = x[i] * s * weight[i];
    *scale = s;
}

// dx = s (dy w - x s^2 mean(dy w x))
CLONES void backward_row(const float* __restrict x, const float* __restrict weight, const float* __restrict dy, float s,
                         float* __restrict dx, int64_t n)
{
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int64_t i = 0; i < n; i++) sum += dy[i] * weight[i] * x[i];
    const float shared = s * s * sum / static_cast<float>(n);
    for (int64_t i = 0; i < n; i++) dx[i] = s * (dy[i] * weight[i] - x[i] * shared);
}

struct RmsNorm : torch::autograd::Function<RmsNorm> {
    static at::Tensor forward(AutogradContext* ctx, const at::Tensor& x, const at::Tensor& weight, double eps)
    {
        const int64_t n = x.size(-1), rows = n == 0 ? 0 : x.numel() / n;
        auto y = at::empty_like(x);
        auto scales = at::empty({rows}, x.options());
        const float *in = x.data_ptr<float>(), *w = weight.data_ptr<float>();
        float *out = y.data_ptr<float>(), *s = scales.data_ptr<float>();
        at::parallel_for(0, rows, grain(n), [&](int64_t begin, int64_t end) {
            for (int64_t r = begin; r < end; r++) forward_row(in + r * n, w, out + r * n, n, static_cast<float>(eps), s + r);
        });
        ctx->save_for_backward({x, weight, scales});
        ctx->saved_data["weight"] = weight.requires_grad();
        return y;
    }

    static variable_list backward(AutogradContext* ctx, variable_list gradients)
    {
        refuse_second_derivative();
        auto saved = ctx->get_saved_variables();
        const auto &x = saved[0], &weight = saved[1], &scales = saved[2];
        const int64_t n = x.size(-1), rows = scales.numel();
        auto dy = gradients[0].contiguous();
        auto dx = at::empty_like(x);
        const float *in = x.data_ptr<float>(), *w = weight.data_ptr<float>(), *g = dy.data_ptr<float>(), *s = scales.data_ptr<float>();
        float* out = dx.data_ptr<float>();
        at::parallel_for(0, rows, grain(n), [&](int64_t begin, int64_t end) {
            for (int64_t r = begin; r < end; r++) backward_row(in + r * n, w, g + r * n, s[r], out + r * n, n);
        });
        at::Tensor dw;
        if (ctx->saved_data["weight"].toBool()) dw = (dy.view({rows, n}) * x.view({rows, n}) * scales.view({rows, 1})).sum(0);
        return {dx, dw, at::Tensor()};
    }
};

at::Tensor normalized(const at::Tensor& x, const at::Tensor& weight, double eps)
{
    check_float_on_cpu(x, "x");
    check_float_on_cpu(weight, "weight");
    TORCH_CHECK(weight.dim() == 1 && x.dim() >= 1 && x.size(-1) == weight.size(0),
                "x must end with the weight's length, got ", x.sizes(), " and ", weight.sizes());
    return RmsNorm::apply(x.contiguous(), weight.contiguous(), eps);
}

}  // namespace
}  // namespace kernels

MK kernels::Handle mk_rms_norm(kernels::Handle x, kernels::Handle weight, double eps) noexcept
{
    return kernels::give([&] { return kernels::normalized(*x, *weight, eps); });
}
