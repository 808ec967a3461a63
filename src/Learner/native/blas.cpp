// LibTorch does not export its matrix product for raw memory, so the BLAS that it loaded is asked directly.
#include "kernels.h"

#include <dlfcn.h>

namespace kernels {

namespace {

using Fortran = void (*)(const char*, const char*, const int*, const int*, const int*, const float*, const float*, const int*,
                         const float*, const int*, const float*, float*, const int*);

Fortran find()
{
    for (const char* name : {"libblas.so.3", "libopenblas.so.0", "libopenblas.so", "libmkl_rt.so.2", "libmkl_rt.so"}) {
        if (void* library = dlopen(name, RTLD_LAZY | RTLD_NOLOAD))
            if (void* found = dlsym(library, "sgemm_")) return reinterpret_cast<Fortran>(found);
    }
    return reinterpret_cast<Fortran>(dlsym(RTLD_DEFAULT, "sgemm_"));
}

Fortran fortran() { static const Fortran found = find(); return found; }

// Fortran counts columns first: the row-major product is the column-major product of the operands exchanged.
void row_major(bool transpose_a, bool transpose_b, int64_t m, int64_t n, int64_t k, float alpha, const float* a, int64_t lda,
               const float* b, int64_t ldb, float beta, float* c, int64_t ldc)
{
    const char left = transpose_b ? 'T' : 'N', right = transpose_a ? 'T' : 'N';
    const int rows = static_cast<int>(n), columns = static_cast<int>(m), inner = static_cast<int>(k);
    const int lead_b = static_cast<int>(ldb), lead_a = static_cast<int>(lda), lead_c = static_cast<int>(ldc);
    fortran()(&left, &right, &rows, &columns, &inner, &alpha, b, &lead_b, a, &lead_a, &beta, c, &lead_c);
}

}  // namespace

Sgemm sgemm() { return fortran() ? row_major : nullptr; }

}  // namespace kernels

MK int32_t mk_has_blas() noexcept { return kernels::sgemm() != nullptr; }
