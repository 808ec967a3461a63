// Gradients.
#include "shim.h"

#include <c10/core/GradMode.h>
#include <torch/csrc/autograd/autograd.h>

using namespace shim;

namespace {

Optional<bool> retain_or_default(int32_t retain) { return retain < 0 ? Optional<bool>() : Optional<bool>(retain != 0); }

void backward(const std::vector<at::Tensor>& roots, const std::vector<at::Tensor>& gradients, int32_t retain, bool create,
              const std::vector<at::Tensor>& inputs)
{
    torch::autograd::backward(roots, gradients, retain_or_default(retain), create, inputs);
}

void set_grad(Handle a, Handle gradient)
{
    a->mutable_grad() = tensor_or_none(gradient);
}

}  // namespace

TS int64_t ts_backward(const Handle* roots, int32_t n, const Handle* grads, int32_t g, int32_t retain, int32_t create, const Handle* inputs, int32_t i)
    DO(backward(tensors(roots, n), tensors(grads, g), retain, create, tensors(inputs, i)))
TS int64_t ts_grad(const Handle* outputs, int32_t n, const Handle* inputs, int32_t i, const Handle* grads, int32_t g, int32_t retain, int32_t create, int32_t unused)
    GIVE_MANY(torch::autograd::grad(tensors(outputs, n), tensors(inputs, i), tensors(grads, g), Optional<bool>(retain != 0), create, unused))
TS Handle ts_get_grad(Handle a) GIVE(a->grad())
TS int64_t ts_set_grad(Handle a, Handle gradient) DO(set_grad(a, gradient))
TS Handle ts_detach(Handle a) GIVE(a->detach())
TS int64_t ts_requires_grad(Handle a) ASK(a->requires_grad())
TS int64_t ts_set_requires_grad(Handle a, int32_t required) DO(a->set_requires_grad(required))
TS int64_t ts_grad_mode() ASK(c10::GradMode::is_enabled())
TS int64_t ts_set_grad_mode(int32_t enabled) DO(c10::GradMode::set_enabled(enabled))
