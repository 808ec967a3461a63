using System.Runtime.InteropServices;
using System.Runtime.InteropServices.Marshalling;
using static TorchSharp.torch;

namespace TorchSharp.Interop;

/// <summary>The shim's functions: arithmetic, functions, comparisons, products; see <c>native/arithmetic.cpp</c>.</summary>
internal static partial class Native
{
    [LibraryImport(Library)] internal static partial Tensor ts_add(Tensor a, Tensor b, Scalar alpha);
    [LibraryImport(Library)] internal static partial Tensor ts_add_number(Tensor a, Scalar b, Scalar alpha);
    [LibraryImport(Library)] internal static partial long ts_add_(Tensor a, Tensor b, Scalar alpha);
    [LibraryImport(Library)] internal static partial long ts_add_number_(Tensor a, Scalar b, Scalar alpha);
    [LibraryImport(Library)] internal static partial Tensor ts_sub(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor ts_sub_number(Tensor a, Scalar b);
    [LibraryImport(Library)] internal static partial Tensor ts_rsub_number(Tensor a, Scalar b);
    [LibraryImport(Library)] internal static partial long ts_sub_(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor ts_mul(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor ts_mul_number(Tensor a, Scalar b);
    [LibraryImport(Library)] internal static partial long ts_mul_number_(Tensor a, Scalar b);
    [LibraryImport(Library)] internal static partial Tensor ts_div(Tensor a, Tensor b, int mode);
    [LibraryImport(Library)] internal static partial Tensor ts_div_number(Tensor a, Scalar b, int mode);
    [LibraryImport(Library)] internal static partial Tensor ts_rdiv_number(Tensor a, Scalar b);
    [LibraryImport(Library)] internal static partial long ts_div_number_(Tensor a, Scalar b, int mode);
    [LibraryImport(Library)] internal static partial Tensor ts_remainder(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor ts_pow(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor ts_pow_number(Tensor a, Scalar b);
    [LibraryImport(Library)] internal static partial Tensor ts_addcmul(Tensor a, Tensor b, Tensor c, Scalar value);
    [LibraryImport(Library)] internal static partial long ts_addcmul_(Tensor a, Tensor b, Tensor c, Scalar value);
    [LibraryImport(Library)] internal static partial long ts_addcdiv_(Tensor a, Tensor b, Tensor c, Scalar value);
    [LibraryImport(Library)] internal static partial Tensor ts_lerp(Tensor a, Tensor end, Tensor weight);
    [LibraryImport(Library)] internal static partial Tensor ts_neg(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_abs(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_sign(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_exp(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_log(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_log1p(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_sqrt(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_rsqrt(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_square(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_reciprocal(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_sin(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_cos(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_tanh(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_sigmoid(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_floor(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_ceil(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_round(Tensor a, long decimals);
    [LibraryImport(Library)] internal static partial Tensor ts_clamp(Tensor a, Scalar min, Scalar max);
    [LibraryImport(Library)] internal static partial long ts_clamp_(Tensor a, Scalar min, Scalar max);
    [LibraryImport(Library)] internal static partial Tensor ts_maximum(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor ts_minimum(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor ts_lt(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor ts_gt(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor ts_lt_number(Tensor a, Scalar b);
    [LibraryImport(Library)] internal static partial Tensor ts_le_number(Tensor a, Scalar b);
    [LibraryImport(Library)] internal static partial Tensor ts_gt_number(Tensor a, Scalar b);
    [LibraryImport(Library)] internal static partial Tensor ts_ge_number(Tensor a, Scalar b);
    [LibraryImport(Library)] internal static partial Tensor ts_bitwise_or(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor ts_bitwise_not(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_logical_not(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_where(Tensor condition, Tensor x, Tensor y);
    [LibraryImport(Library)] internal static partial Tensor ts_masked_fill(Tensor a, Tensor mask, Scalar value);
    [LibraryImport(Library)] internal static partial long ts_masked_fill_(Tensor a, Tensor mask, Scalar value);
    [LibraryImport(Library)] internal static partial long ts_allclose(
        Tensor a, Tensor b, double rtol, double atol, [MarshalAs(UnmanagedType.Bool)] bool equal_nan);
    [LibraryImport(Library)] internal static partial long ts_equal(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor ts_matmul(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor ts_mm(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor ts_bmm(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor ts_dot(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor ts_outer(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor ts_addmm(Tensor a, Tensor b, Tensor c, double beta, double alpha);
    [LibraryImport(Library)] internal static partial Tensor ts_einsum(
        [MarshalUsing(typeof(Utf8StringMarshaller))] string equation, ReadOnlySpan<Tensor> list, int count);
}
