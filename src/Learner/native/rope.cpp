// Rotary positions (Su et al., 2021) on [batch, heads, length, size]; the two halves of a head turn against each other.
// Any strides are taken as they come if elements of a head are neighbours; the result lies as [batch, length, heads, size] in memory.
#include "kernels.h"

namespace kernels {
namespace {

CLONES void turn(const float* __restrict x, const float* __restrict c, const float* __restrict s, float* __restrict y, int64_t half)
{
    for (int64_t i = 0; i < half; i++) {
        y[i] = x[i] * c[i] - x[i + half] * s[i];
        y[i + half] = x[i + half] * c[i + half] + x[i] * s[i + half];
    }
}

CLONES void turn_back(const float* __restrict dy, const float* __restrict c, const float* __restrict s, float* __restrict dx, int64_t half)
{
    for (int64_t i = 0; i < half; i++) {
        dx[i] = dy[i] * c[i] + dy[i + half] * s[i + half];
        dx[i + half] = dy[i + half] * c[i + half] - dy[i] * s[i];
    }
}

template <class Turn> at::Tensor rotated(const at::Tensor& heads, const at::Tensor& cosines, const at::Tensor& sines, Turn turn_head)
{
    const auto x = heads.stride(3) == 1 ? heads : heads.contiguous();
    const int64_t batch = x.size(0), count = x.size(1), length = x.size(2), size = x.size(3);
    auto memory = at::empty({batch, length, count, size}, x.options());
    const int64_t table = cosines.size(0) == 1 ? 0 : length * size;                 // one table for all samples, or one for each
    const float *in = x.data_ptr<float>(), *c = cosines.data_ptr<float>(), *s = sines.data_ptr<float>();
    const int64_t sb = x.stride(0), sh = x.stride(1), st = x.stride(2);
    float* out = memory.data_ptr<float>();
    at::parallel_for(0, batch * length, grain(count * size), [&](int64_t begin, int64_t end) {
        for (int64_t row = begin; row < end; row++) {
            const int64_t b = row / length, t = row % length, angle = b * table + t * size;
            for (int64_t h = 0; h < count; h++)
                turn_head(in + b * sb + h * sh + t * st, c + angle, s + angle, out + (row * count + h) * size, size / 2);
        }
    });
    return memory.transpose(1, 2);                                                  // [batch, heads, length, size]
}

struct Rope : torch::autograd::Function<Rope> {
    static at::Tensor forward(AutogradContext* ctx, const at::Tensor& heads, const at::Tensor& cosines, const at::Tensor& sines)
    {
        ctx->save_for_backward({cosines, sines});
        return rotated(heads, cosines, sines, turn);
    }

    static variable_list backward(AutogradContext* ctx, variable_list gradients)
    {
        refuse_second_derivative();
        auto saved = ctx->get_saved_variables();
        return {rotated(gradients[0], saved[0], saved[1], turn_back), at::Tensor(), at::Tensor()};
    }
};

// [length, size], or [batch, 1, length, size], made [1 or batch, length, size].
at::Tensor table(const at::Tensor& angles, const at::Tensor& heads, const char* name)
{
    check_float_on_cpu(angles, name);
    const int64_t length = heads.size(2), size = heads.size(3);
    TORCH_CHECK(angles.numel() % (length * size) == 0, name,
                " must be [length, size] or [batch, 1, length, size], got ", angles.sizes(), " for heads of ", heads.sizes());
    auto made = angles.detach().contiguous().view({-1, length, size});
    TORCH_CHECK(made.size(0) == 1 || made.size(0) == heads.size(0), name,
                " must be given once or for each sample, got ", angles.sizes(), " for heads of ", heads.sizes());
    return made;
}

at::Tensor turned(const at::Tensor& heads, const at::Tensor& cosines, const at::Tensor& sines)
{
    check_float_on_cpu(heads, "heads");
    TORCH_CHECK(heads.dim() == 4 && heads.size(3) % 2 == 0 && heads.numel() > 0,
                "heads must be [batch, heads, length, even size], got ", heads.sizes());
    return Rope::apply(heads, table(cosines, heads, "cosines"), table(sines, heads, "sines"));
}

}  // namespace
}  // namespace kernels

MK kernels::Handle mk_rope(kernels::Handle heads, kernels::Handle cosines, kernels::Handle sines) noexcept
{
    return kernels::give([&] { return kernels::turned(*heads, *cosines, *sines); });
}
