// AdamW (Loshchilov and Hutter, 2019) in one pass over memory: each element of parameter, gradient and both moments is touched once.
#include "kernels.h"

#include <c10/core/InferenceMode.h>

namespace kernels {

/// A step's numbers. The gradient counts gradient_scale times (clipping); step counts from 1.
struct AdamWStep { double rate, beta1, beta2, epsilon, decay, gradient_scale; int64_t step; };

namespace {

struct Factors { float keep, b1, c1, b2, c2, root, epsilon, rate, scale; };

CLONES void update(float* __restrict p, const float* __restrict g, float* __restrict m, float* __restrict v, int64_t n, Factors f)
{
    for (int64_t i = 0; i < n; i++) {
        const float gradient = g[i] * f.scale;
        m[i] = f.b1 * m[i] + f.c1 * gradient;
        v[i] = f.b2 * v[i] + f.c2 * gradient * gradient;
        p[i] = f.keep * p[i] - f.rate * m[i] / (std::sqrt(v[i]) * f.root + f.epsilon);
    }
}

Factors factors(const AdamWStep& s)
{
    const double bias1 = 1 - std::pow(s.beta1, static_cast<double>(s.step)), bias2 = 1 - std::pow(s.beta2, static_cast<double>(s.step));
    const auto f = [](double value) { return static_cast<float>(value); };
    return {f(1 - s.rate * s.decay), f(s.beta1), f(1 - s.beta1), f(s.beta2), f(1 - s.beta2), f(1 / std::sqrt(bias2)), f(s.epsilon),
            f(s.rate / bias1), f(s.gradient_scale)};
}

void check(const at::Tensor& t, const at::Tensor& parameter, const char* name)
{
    check_float_on_cpu(t, name);
    TORCH_CHECK(t.is_contiguous() && t.sizes() == parameter.sizes(), name,
                " must be contiguous and of the parameter's shape ", parameter.sizes(), ", got ", t.sizes());
}

void step(const Handle* parameters, const Handle* gradients, const Handle* first, const Handle* second, int32_t count, const AdamWStep& s)
{
    TORCH_CHECK(s.step >= 1, "step counts from 1, got ", s.step);
    const auto f = factors(s);
    for (int32_t i = 0; i < count; i++) {
        auto& p = *parameters[i];
        check(p, p, "parameter");
        check(*gradients[i], p, "gradient");
        check(*first[i], p, "first moment");
        check(*second[i], p, "second moment");
        float *pp = p.data_ptr<float>(), *m = first[i]->data_ptr<float>(), *v = second[i]->data_ptr<float>();
        const float* g = gradients[i]->data_ptr<float>();
        at::parallel_for(0, p.numel(), 8192, [&](int64_t begin, int64_t end) {
            update(pp + begin, g + begin, m + begin, v + begin, end - begin, f);
        });
        if (!p.is_inference()) p.unsafeGetTensorImpl()->bump_version();
    }
}

}  // namespace
}  // namespace kernels

MK int32_t mk_adamw(const kernels::Handle* parameters, const kernels::Handle* gradients, const kernels::Handle* first,
                    const kernels::Handle* second, int32_t count, const kernels::AdamWStep* step) noexcept
{
    return kernels::attempt([&] { kernels::step(parameters, gradients, first, second, count, *step); });
}
