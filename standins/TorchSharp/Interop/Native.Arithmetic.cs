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
    [LibraryImport(Library)] internal static partial Tensor ts_mul(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor ts_mul_number(Tensor a, Scalar b);
    [LibraryImport(Library)] internal static partial long ts_mul_number_(Tensor a, Scalar b);
    [LibraryImport(Library)] internal static partial Tensor ts_true_divide(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor ts_true_divide_number(Tensor a, Scalar b);
    [LibraryImport(Library)] internal static partial long ts_addcmul_(Tensor a, Tensor b, Tensor c, Scalar value);
    [LibraryImport(Library)] internal static partial long ts_addcdiv_(Tensor a, Tensor b, Tensor c, Scalar value);
    [LibraryImport(Library)] internal static partial Tensor ts_neg(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_abs(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_sqrt(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_rsqrt(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_square(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_sin(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_cos(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_tanh(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_sigmoid(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_clamp(Tensor a, Scalar min, Scalar max);
    [LibraryImport(Library)] internal static partial Tensor ts_lt(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor ts_gt(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor ts_le_number(Tensor a, Scalar b);
    [LibraryImport(Library)] internal static partial Tensor ts_gt_number(Tensor a, Scalar b);
    [LibraryImport(Library)] internal static partial Tensor ts_ge_number(Tensor a, Scalar b);
    [LibraryImport(Library)] internal static partial Tensor ts_bitwise_or(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor ts_bitwise_not(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor ts_masked_fill(Tensor a, Tensor mask, Scalar value);
    [LibraryImport(Library)] internal static partial long ts_equal(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor ts_matmul(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor ts_addmm(Tensor a, Tensor b, Tensor c, double beta, double alpha);
}
