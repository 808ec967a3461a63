// Inverted dropout (Srivastava et al., 2014) whose draw is LibTorch's: y = x kept / (1 - share), kept where rand(generator of this seed) >= share.
#include "kernels.h"

#include <array>

namespace kernels {
namespace {

/// The Mersenne twister of LibTorch's generators on the processor (Matsumoto and Nishimura, 1998), a block of numbers at a time.
class Twister {
public:
    static constexpr int64_t block = 624;

    explicit Twister(uint32_t seed)
    {
        state_[0] = seed;
        for (uint32_t i = 1; i < block; i++) state_[i] = 1812433253u * (state_[i - 1] ^ (state_[i - 1] >> 30)) + i;
    }

    void turn()
    {
        turn_block(state_.data());
    }

    const uint32_t* state() const { return state_.data(); }

private:
    static constexpr int64_t distance = 397, rest = block - distance;

    __attribute__((always_inline)) static uint32_t twist(uint32_t high, uint32_t low)
    {
        const uint32_t mixed = (high & 0x80000000u) | (low & 0x7fffffffu);
        return (mixed >> 1) ^ (-(low & 1u) & 0x9908b0dfu);
    }

    // Each number needs one that is 397 places on, or 227 back: more than a vector is long.
    CLONES static void turn_block(uint32_t* s)
    {
#pragma GCC ivdep
        for (int64_t i = 0; i < rest; i++) s[i] = s[i + distance] ^ twist(s[i], s[i + 1]);
#pragma GCC ivdep
        for (int64_t i = rest; i < block - 1; i++) s[i] = s[i - rest] ^ twist(s[i], s[i + 1]);
        s[block - 1] = s[distance - 1] ^ twist(s[block - 1], s[0]);
    }

    std::array<uint32_t, block> state_;
};

CLONES void keep_run(const uint32_t* __restrict state, uint8_t* __restrict kept, float share, int64_t n)
{
    for (int64_t i = 0; i < n; i++) {
        uint32_t y = state[i];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        y ^= y >> 18;
        kept[i] = static_cast<float>(static_cast<int32_t>(y & 0xffffffu)) * 0x1p-24f >= share;   // rand takes 24 bits
    }
}

CLONES void forward_run(const float* __restrict x, const uint8_t* __restrict kept, float* __restrict y, float left, int64_t n)
{
    for (int64_t i = 0; i < n; i++) y[i] = x[i] * static_cast<float>(kept[i]) / left;
}

CLONES void backward_run(const float* __restrict dy, const uint8_t* __restrict kept, float* __restrict dx, float left, int64_t n)
{
    for (int64_t i = 0; i < n; i++) dx[i] = dy[i] / left * static_cast<float>(kept[i]);
}

at::Tensor draw(const at::Tensor& x, uint64_t seed, double share)
{
    auto kept = at::empty(x.sizes(), at::kByte);
    uint8_t* out = kept.data_ptr<uint8_t>();
    Twister twister(static_cast<uint32_t>(seed));
    for (int64_t begin = 0, n = x.numel(); begin < n; begin += Twister::block) {
        twister.turn();
        keep_run(twister.state(), out + begin, static_cast<float>(share), std::min(Twister::block, n - begin));
    }

    return kept;
}

struct Dropout : torch::autograd::Function<Dropout> {
    static at::Tensor forward(AutogradContext* ctx, const at::Tensor& x, const at::Tensor& kept, double share)
    {
        auto y = at::empty_like(x);
        const float* in = x.data_ptr<float>();
        const uint8_t* mask = kept.data_ptr<uint8_t>();
        float* out = y.data_ptr<float>();
        const float left = static_cast<float>(1 - share);
        at::parallel_for(0, x.numel(), grain(1), [&](int64_t begin, int64_t end) {
            forward_run(in + begin, mask + begin, out + begin, left, end - begin);
        });
        ctx->save_for_backward({kept});
        ctx->saved_data["left"] = 1 - share;
        return y;
    }

    static variable_list backward(AutogradContext* ctx, variable_list gradients)
    {
        refuse_second_derivative();
        auto kept = ctx->get_saved_variables()[0];
        auto dy = gradients[0].contiguous();
        auto dx = at::empty_like(dy);
        const float* in = dy.data_ptr<float>();
        const uint8_t* mask = kept.data_ptr<uint8_t>();
        float* out = dx.data_ptr<float>();
        const float left = static_cast<float>(ctx->saved_data["left"].toDouble());
        at::parallel_for(0, dy.numel(), grain(1), [&](int64_t begin, int64_t end) {
            backward_run(in + begin, mask + begin, out + begin, left, end - begin);
        });
        return {dx, at::Tensor(), at::Tensor()};
    }
};

at::Tensor dropped(const at::Tensor& x, uint64_t seed, double share)
{
    check_float_on_cpu(x, "x");
    TORCH_CHECK(share > 0 && share < 1, "share must be above 0 and below 1, got ", share);
    return Dropout::apply(x.contiguous(), draw(x, seed, share), share);
}

}  // namespace
}  // namespace kernels

MK kernels::Handle mk_dropout(kernels::Handle x, uint64_t seed, double share) noexcept
{
    return kernels::give([&] { return kernels::dropped(*x, seed, share); });
}
