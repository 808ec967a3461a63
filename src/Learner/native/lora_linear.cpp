// A frozen matrix with a low-rank increment (Hu et al., 2022): y = x W^T + bias + scale (x A^T) B^T, one node, no gradient for W or bias.
// It uses tensor operations only, so every device and type goes.
#include "kernels.h"

namespace kernels {
namespace {

struct LoraLinear : torch::autograd::Function<LoraLinear> {
    static at::Tensor forward(AutogradContext* ctx, const at::Tensor& x, const at::Tensor& weight, const OptionalTensor& bias,
                              const at::Tensor& down, const at::Tensor& up, double scale)
    {
        auto inner = at::matmul(x, down.t());                                       // [rows, rank]
        auto y = bias ? at::addmm(*bias, x, weight.t()) : at::mm(x, weight.t());
        y.addmm_(inner, up.t(), 1, scale);                                          // [rows, out]
        ctx->save_for_backward({x, weight, down, up, inner});
        ctx->saved_data["scale"] = scale;
        ctx->saved_data["input"] = x.requires_grad();
        ctx->saved_data["down"] = down.requires_grad();
        ctx->saved_data["up"] = up.requires_grad();
        return y;
    }

    static variable_list backward(AutogradContext* ctx, variable_list gradients)
    {
        refuse_second_derivative();
        auto saved = ctx->get_saved_variables();
        const auto &x = saved[0], &weight = saved[1], &down = saved[2], &up = saved[3], &inner = saved[4];
        const double scale = ctx->saved_data["scale"].toDouble();
        const auto& dy = gradients[0];
        auto dinner = at::mm(dy, up).mul_(scale);                                   // [rows, rank]
        at::Tensor dx, ddown, dup;
        if (ctx->saved_data["up"].toBool()) dup = at::mm(dy.t(), inner).mul_(scale);     // [out, rank]
        if (ctx->saved_data["down"].toBool()) ddown = at::mm(dinner.t(), x);             // [rank, in]
        if (ctx->saved_data["input"].toBool()) dx = at::mm(dy, weight).addmm_(dinner, down);
        return {dx, at::Tensor(), at::Tensor(), ddown, dup, at::Tensor()};
    }
};

at::Tensor adapted(const at::Tensor& x, const at::Tensor& weight, const OptionalTensor& bias, const at::Tensor& down,
                   const at::Tensor& up, double scale)
{
    TORCH_CHECK(x.dim() == 2, "x must be [rows, in], got ", x.sizes());
    TORCH_CHECK(!weight.requires_grad() && !(bias && bias->requires_grad()),
                "the weight and its bias must be frozen; only the low-rank increment is trained here");
    return LoraLinear::apply(x, weight, bias, down, up, scale);
}

}  // namespace
}  // namespace kernels

MK kernels::Handle mk_lora_linear(kernels::Handle x, kernels::Handle weight, kernels::Handle bias, kernels::Handle down,
                                  kernels::Handle up, double scale) noexcept
{
    return kernels::give([&] { return kernels::adapted(*x, *weight, kernels::optional(bias), *down, *up, scale); });
}
