// Fused kernels for the learner. Each takes and gives at::Tensor handles, so it serves whichever managed binding made them,
// and is one node for autograd. They compute in float32 on the processor; the managed side composes plain operations otherwise.
// A function gives a handle or null, 0 or -1; mk_take_error tells why. No exception leaves this library.
#pragma once

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/csrc/autograd/custom_function.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

namespace kernels {

using Handle = at::Tensor*;
/// LibTorch's own optional, whichever its version has.
template <class Given> struct HoldingTensor;
template <template <class...> class O, class Held> struct HoldingTensor<O<Held>> { using Type = O<at::Tensor>; };
using OptionalTensor = HoldingTensor<decltype(std::declval<at::TensorOptions>().dtype_opt())>::Type;
using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

void note_error() noexcept;

/// A tensor that may be missing; autograd's functions take no undefined ones.
inline OptionalTensor optional(Handle handle) { return handle ? OptionalTensor(*handle) : OptionalTensor(); }

template <class F> Handle give(F&& make) noexcept
{
    try { return new at::Tensor(make()); }
    catch (...) { note_error(); return nullptr; }
}

template <class F> int32_t attempt(F&& act) noexcept
{
    try { act(); return 0; }
    catch (...) { note_error(); return -1; }
}

/// Row-major single-precision product C = alpha op(A) op(B) + beta C on LibTorch's BLAS; null where no BLAS can be reached.
using Sgemm = void (*)(bool transpose_a, bool transpose_b, int64_t m, int64_t n, int64_t k, float alpha, const float* a, int64_t lda,
                       const float* b, int64_t ldb, float beta, float* c, int64_t ldc);
Sgemm sgemm();

/// The backward passes are not differentiable themselves.
inline void refuse_second_derivative()
{
    TORCH_CHECK(!c10::GradMode::is_enabled(), "a fused kernel has no second derivative; select the composed kernels for create_graph");
}

inline void check_float_on_cpu(const at::Tensor& t, const char* name)
{
    TORCH_CHECK(t.device().is_cpu() && t.scalar_type() == at::kFloat,
                name, " must be float32 on the cpu, got ", t.scalar_type(), " on ", t.device());
}

/// Rows to give one thread at least, so that a task is worth its start.
inline int64_t grain(int64_t row_length) { return std::max<int64_t>(1, 16384 / std::max<int64_t>(1, row_length)); }

/// e^x, accurate to about 2 ulp, as a polynomial that compilers turn into vector code; 0 below -87.
__attribute__((always_inline)) inline float fast_exp(float x)
{
    const float clamped = std::min(std::max(x, -87.0f), 88.0f);
    const float n = std::nearbyint(clamped * 1.44269504088896341f);
    const float r = (clamped - n * 0.693359375f) + n * 2.12194440e-4f;           // ln 2 in two parts
    float p = 1.9875691500e-4f;
    p = p * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    const float e = (p * r * r + r) + 1.0f;
    const int32_t bits = (static_cast<int32_t>(n) + 127) << 23;
    float power;
    __builtin_memcpy(&power, &bits, sizeof power);
    return x < -87.0f ? 0.0f : e * power;
}

}  // namespace kernels

#define MK extern "C" __attribute__((visibility("default")))

// One body for each generation of x86, chosen when the library loads.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONES
#endif
