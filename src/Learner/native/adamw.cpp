// AdamW (Loshchilov and Hutter, 2019). On the processor in one pass over memory: each element of parameter, gradient and both moments is
// touched once. Elsewhere by LibTorch's operations on whole lists of tensors, a few calls for all of them.
#include "kernels.h"

#include <c10/core/GradMode.h>

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

std::vector<at::Tensor> list(const Handle* handles, int32_t count)
{
    std::vector<at::Tensor> made;
    for (int32_t i = 0; i < count; i++) made.push_back(*handles[i]);
    return made;
}

void step_lists(const Handle* parameters, const Handle* gradients, const Handle* first, const Handle* second, int32_t count, const AdamWStep& s)
{
    const c10::NoGradGuard off;
    const double bias1 = 1 - std::pow(s.beta1, static_cast<double>(s.step)), bias2 = 1 - std::pow(s.beta2, static_cast<double>(s.step));
    const auto p = list(parameters, count), m = list(first, count), v = list(second, count);
    const auto g = at::_foreach_mul(list(gradients, count), at::Scalar(s.gradient_scale));
    at::_foreach_mul_(m, at::Scalar(s.beta1));
    at::_foreach_add_(m, g, at::Scalar(1 - s.beta1));
    at::_foreach_mul_(v, at::Scalar(s.beta2));
    at::_foreach_addcmul_(v, g, g, at::Scalar(1 - s.beta2));
    const auto root = at::_foreach_sqrt(v);
    at::_foreach_div_(root, at::Scalar(std::sqrt(bias2)));
    at::_foreach_add_(root, at::Scalar(s.epsilon));
    at::_foreach_mul_(p, at::Scalar(1 - s.rate * s.decay));
    at::_foreach_addcdiv_(p, m, root, at::Scalar(-s.rate / bias1));
}

void step(const Handle* parameters, const Handle* gradients, const Handle* first, const Handle* second, int32_t count, const AdamWStep& s)
{
    TORCH_CHECK(s.step >= 1, "step counts from 1, got ", s.step);
    if (count > 0 && !(parameters[0]->device().is_cpu() && parameters[0]->scalar_type() == at::kFloat))
        return step_lists(parameters, gradients, first, second, count, s);
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
