// Element by element: arithmetic, functions, comparisons; and products of matrices.
#include "shim.h"

using namespace shim;

TS Handle ts_add(Handle a, Handle b, Num alpha) GIVE(at::add(*a, *b, number(alpha)))
TS Handle ts_add_number(Handle a, Num b, Num alpha) GIVE(at::add(*a, number(b), number(alpha)))
TS int64_t ts_add_(Handle a, Handle b, Num alpha) DO(a->add_(*b, number(alpha)))
TS int64_t ts_add_number_(Handle a, Num b, Num alpha) DO(a->add_(number(b), number(alpha)))
TS Handle ts_sub(Handle a, Handle b) GIVE(at::sub(*a, *b))
TS Handle ts_sub_number(Handle a, Num b) GIVE(at::sub(*a, number(b)))
TS Handle ts_rsub_number(Handle a, Num b) GIVE(at::rsub(*a, number(b)))
TS Handle ts_mul(Handle a, Handle b) GIVE(at::mul(*a, *b))
TS Handle ts_mul_number(Handle a, Num b) GIVE(at::mul(*a, number(b)))
TS int64_t ts_mul_number_(Handle a, Num b) DO(a->mul_(number(b)))
TS Handle ts_true_divide(Handle a, Handle b) GIVE(at::true_divide(*a, *b))
TS Handle ts_true_divide_number(Handle a, Num b) GIVE(at::true_divide(*a, number(b)))
TS int64_t ts_addcmul_(Handle a, Handle b, Handle c, Num value) DO(a->addcmul_(*b, *c, number(value)))
TS int64_t ts_addcdiv_(Handle a, Handle b, Handle c, Num value) DO(a->addcdiv_(*b, *c, number(value)))

TS Handle ts_neg(Handle a) GIVE(at::neg(*a))
TS Handle ts_abs(Handle a) GIVE(at::abs(*a))
TS Handle ts_sqrt(Handle a) GIVE(at::sqrt(*a))
TS Handle ts_rsqrt(Handle a) GIVE(at::rsqrt(*a))
TS Handle ts_square(Handle a) GIVE(at::square(*a))
TS Handle ts_sin(Handle a) GIVE(at::sin(*a))
TS Handle ts_cos(Handle a) GIVE(at::cos(*a))
TS Handle ts_tanh(Handle a) GIVE(at::tanh(*a))
TS Handle ts_sigmoid(Handle a) GIVE(at::sigmoid(*a))
TS Handle ts_clamp(Handle a, Num min, Num max) GIVE(at::clamp(*a, number_or_none(min), number_or_none(max)))

TS Handle ts_lt(Handle a, Handle b) GIVE(at::lt(*a, *b))
TS Handle ts_gt(Handle a, Handle b) GIVE(at::gt(*a, *b))
TS Handle ts_le_number(Handle a, Num b) GIVE(at::le(*a, number(b)))
TS Handle ts_gt_number(Handle a, Num b) GIVE(at::gt(*a, number(b)))
TS Handle ts_ge_number(Handle a, Num b) GIVE(at::ge(*a, number(b)))
TS Handle ts_bitwise_or(Handle a, Handle b) GIVE(at::bitwise_or(*a, *b))
TS Handle ts_bitwise_not(Handle a) GIVE(at::bitwise_not(*a))
TS Handle ts_masked_fill(Handle a, Handle mask, Num value) GIVE(at::masked_fill(*a, *mask, number(value)))
TS int64_t ts_equal(Handle a, Handle b) ASK(at::equal(*a, *b))

TS Handle ts_matmul(Handle a, Handle b) GIVE(at::matmul(*a, *b))
TS Handle ts_addmm(Handle a, Handle b, Handle c, double beta, double alpha) GIVE(at::addmm(*a, *b, *c, beta, alpha))
