// Element by element: arithmetic, functions, comparisons; and products of matrices.
#include "shim.h"

using namespace shim;

namespace {

// A rounding mode goes through as the text that it is: the type of its parameter differs between versions of LibTorch.
template <class B> at::Tensor divide(const at::Tensor& a, const B& b, int32_t mode)
{
    if (mode == 1) return at::div(a, b, "trunc");
    return mode == 2 ? at::div(a, b, "floor") : at::div(a, b);
}

template <class B> void divide_(at::Tensor& a, const B& b, int32_t mode)
{
    if (mode == 1) a.div_(b, "trunc");
    else if (mode == 2) a.div_(b, "floor");
    else a.div_(b);
}

}  // namespace

TS Handle ts_add(Handle a, Handle b, Num alpha) GIVE(at::add(*a, *b, number(alpha)))
TS Handle ts_add_number(Handle a, Num b, Num alpha) GIVE(at::add(*a, number(b), number(alpha)))
TS int64_t ts_add_(Handle a, Handle b, Num alpha) DO(a->add_(*b, number(alpha)))
TS int64_t ts_add_number_(Handle a, Num b, Num alpha) DO(a->add_(number(b), number(alpha)))
TS Handle ts_sub(Handle a, Handle b) GIVE(at::sub(*a, *b))
TS Handle ts_sub_number(Handle a, Num b) GIVE(at::sub(*a, number(b)))
TS Handle ts_rsub_number(Handle a, Num b) GIVE(at::rsub(*a, number(b)))
TS int64_t ts_sub_(Handle a, Handle b) DO(a->sub_(*b))
TS Handle ts_mul(Handle a, Handle b) GIVE(at::mul(*a, *b))
TS Handle ts_mul_number(Handle a, Num b) GIVE(at::mul(*a, number(b)))
TS int64_t ts_mul_number_(Handle a, Num b) DO(a->mul_(number(b)))
TS Handle ts_div(Handle a, Handle b, int32_t mode) GIVE(divide(*a, *b, mode))
TS Handle ts_div_number(Handle a, Num b, int32_t mode) GIVE(divide(*a, number(b), mode))
TS Handle ts_rdiv_number(Handle a, Num b) GIVE(at::reciprocal(*a).mul(number(b)))
TS int64_t ts_div_number_(Handle a, Num b, int32_t mode) DO(divide_(*a, number(b), mode))
TS Handle ts_remainder(Handle a, Handle b) GIVE(at::remainder(*a, *b))
TS Handle ts_pow(Handle a, Handle b) GIVE(at::pow(*a, *b))
TS Handle ts_pow_number(Handle a, Num b) GIVE(at::pow(*a, number(b)))
TS Handle ts_addcmul(Handle a, Handle b, Handle c, Num value) GIVE(at::addcmul(*a, *b, *c, number(value)))
TS int64_t ts_addcmul_(Handle a, Handle b, Handle c, Num value) DO(a->addcmul_(*b, *c, number(value)))
TS int64_t ts_addcdiv_(Handle a, Handle b, Handle c, Num value) DO(a->addcdiv_(*b, *c, number(value)))
TS Handle ts_lerp(Handle a, Handle end, Handle weight) GIVE(at::lerp(*a, *end, *weight))

TS Handle ts_neg(Handle a) GIVE(at::neg(*a))
TS Handle ts_abs(Handle a) GIVE(at::abs(*a))
TS Handle ts_sign(Handle a) GIVE(at::sign(*a))
TS Handle ts_exp(Handle a) GIVE(at::exp(*a))
TS Handle ts_log(Handle a) GIVE(at::log(*a))
TS Handle ts_log1p(Handle a) GIVE(at::log1p(*a))
TS Handle ts_sqrt(Handle a) GIVE(at::sqrt(*a))
TS Handle ts_rsqrt(Handle a) GIVE(at::rsqrt(*a))
TS Handle ts_square(Handle a) GIVE(at::square(*a))
TS Handle ts_reciprocal(Handle a) GIVE(at::reciprocal(*a))
TS Handle ts_sin(Handle a) GIVE(at::sin(*a))
TS Handle ts_cos(Handle a) GIVE(at::cos(*a))
TS Handle ts_tanh(Handle a) GIVE(at::tanh(*a))
TS Handle ts_sigmoid(Handle a) GIVE(at::sigmoid(*a))
TS Handle ts_floor(Handle a) GIVE(at::floor(*a))
TS Handle ts_ceil(Handle a) GIVE(at::ceil(*a))
TS Handle ts_round(Handle a, int64_t decimals) GIVE(at::round(*a, decimals))
TS Handle ts_clamp(Handle a, Num min, Num max) GIVE(at::clamp(*a, number_or_none(min), number_or_none(max)))
TS int64_t ts_clamp_(Handle a, Num min, Num max) DO(a->clamp_(number_or_none(min), number_or_none(max)))
TS Handle ts_maximum(Handle a, Handle b) GIVE(at::maximum(*a, *b))
TS Handle ts_minimum(Handle a, Handle b) GIVE(at::minimum(*a, *b))

TS Handle ts_lt(Handle a, Handle b) GIVE(at::lt(*a, *b))
TS Handle ts_gt(Handle a, Handle b) GIVE(at::gt(*a, *b))
TS Handle ts_lt_number(Handle a, Num b) GIVE(at::lt(*a, number(b)))
TS Handle ts_le_number(Handle a, Num b) GIVE(at::le(*a, number(b)))
TS Handle ts_gt_number(Handle a, Num b) GIVE(at::gt(*a, number(b)))
TS Handle ts_ge_number(Handle a, Num b) GIVE(at::ge(*a, number(b)))
TS Handle ts_bitwise_or(Handle a, Handle b) GIVE(at::bitwise_or(*a, *b))
TS Handle ts_bitwise_not(Handle a) GIVE(at::bitwise_not(*a))
TS Handle ts_logical_not(Handle a) GIVE(at::logical_not(*a))
TS Handle ts_where(Handle condition, Handle x, Handle y) GIVE(at::where(*condition, *x, *y))
TS Handle ts_masked_fill(Handle a, Handle mask, Num value) GIVE(at::masked_fill(*a, *mask, number(value)))
TS int64_t ts_masked_fill_(Handle a, Handle mask, Num value) DO(a->masked_fill_(*mask, number(value)))
TS int64_t ts_allclose(Handle a, Handle b, double rtol, double atol, int32_t equal_nan) ASK(at::allclose(*a, *b, rtol, atol, equal_nan))
TS int64_t ts_equal(Handle a, Handle b) ASK(at::equal(*a, *b))

TS Handle ts_matmul(Handle a, Handle b) GIVE(at::matmul(*a, *b))
TS Handle ts_mm(Handle a, Handle b) GIVE(at::mm(*a, *b))
TS Handle ts_bmm(Handle a, Handle b) GIVE(at::bmm(*a, *b))
TS Handle ts_dot(Handle a, Handle b) GIVE(at::dot(*a, *b))
TS Handle ts_outer(Handle a, Handle b) GIVE(at::outer(*a, *b))
TS Handle ts_addmm(Handle a, Handle b, Handle c, double beta, double alpha) GIVE(at::addmm(*a, *b, *c, beta, alpha))
TS Handle ts_einsum(const char* equation, const Handle* list, int32_t count) GIVE(at::einsum(equation, tensors(list, count)))
