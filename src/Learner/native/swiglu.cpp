// The gate of SwiGLU (Shazeer, 2020): y = gate sigmoid(gate) up.
#include "kernels.h"

namespace kernels {
namespace {

CLONES void forward_run(const float* __restrict gate, const float* __restrict up, float* __restrict y, int64_t n)
{
    for (int64_t i = 0; i < n; i++) y[i] = gate[i] / (1.0f + fast_exp(-gate[i])) * up[i];
}

CLONES void backward_run(const float* __restrict gate, const float* __restrict up, const float* __restrict dy, float* __restrict dgate,
                         float* __restrict dup, int64_t n)
{
    for (int64_t i = 0; i < n; i++) {
        const float s = 1.0f / (1.0f + fast_exp(-gate[i])), silu = gate[i] * s;
        dgate[i] = dy[i] * up[i] * (s + silu * (1.0f - s));
        dup[i] = dy[i] * silu;
    }
}

struct SwiGlu : torch::autograd::Function<SwiGlu> {
    static at::Tensor forward(AutogradContext* ctx, const at::Tensor& gate, const at::Tensor& up)
    {
        auto y = at::empty_like(gate);
        const float *g = gate.data_ptr<float>(), *u = up.data_ptr<float>();
        float* out = y.data_ptr<float>();
        at::parallel_for(0, gate.numel(), grain(1), [&](int64_t begin, int64_t end) {
            forward_run(g + begin, u + begin, out + begin, end - begin);
        });
        ctx->save_for_backward({gate, up});
        return y;
    }

    static variable_list backward(AutogradContext* ctx, variable_list gradients)
    {
        refuse_second_derivative();
        auto saved = ctx->get_saved_variables();
        auto dy = gradients[0].contiguous();
        auto dgate = at::empty_like(dy), dup = at::empty_like(dy);
        const float *g = saved[0].data_ptr<float>(), *u = saved[1].data_ptr<float>(), *d = dy.data_ptr<float>();
        float *dg = dgate.data_ptr<float>(), *du = dup.data_ptr<float>();
        at::parallel_for(0, dy.numel(), grain(1), [&](int64_t begin, int64_t end) {
            backward_run(g + begin, u + begin, d + begin, dg + begin, du + begin, end - begin);
        });
        return {dgate, dup};
    }
};

at::Tensor gated(const at::Tensor& gate, const at::Tensor& up)
{
    check_float_on_cpu(gate, "gate");
    check_float_on_cpu(up, "up");
    TORCH_CHECK(gate.sizes() == up.sizes(), "gate and up must have one shape, got ", gate.sizes(), " and ", up.sizes());
    return SwiGlu::apply(gate.contiguous(), up.contiguous());
}

}  // namespace
}  // namespace kernels

MK kernels::Handle mk_swiglu(kernels::Handle gate, kernels::Handle up) noexcept
{
    return kernels::give([&] { return kernels::gated(*gate, *up); });
}
