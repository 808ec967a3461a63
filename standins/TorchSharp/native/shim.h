// The C ABI between the managed TorchSharp stand-in and LibTorch.
//
// A tensor is an at::Tensor on the heap, as it is in TorchSharp, so other native code can take the same handle.
// A function that makes a tensor gives its handle, or null with this thread's error text set (null without a text: no tensor,
// such as a gradient that is not there). Other functions give 0 or a value that is not negative, and -1 for an error.
// No exception leaves this library. One binding is one line: signature, then GIVE, GIVE_MANY, DO or ASK with an expression.
#pragma once

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/version.h>

#include <cstring>
#include <limits>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#define V_AT_LEAST(major, minor) \
    (TORCH_VERSION_MAJOR > (major) || (TORCH_VERSION_MAJOR == (major) && TORCH_VERSION_MINOR >= (minor)))

namespace shim {

/// LibTorch's own optional: c10::optional, or std::optional in later versions. Its functions tell which.
template <class Given, class T> struct Refill;
template <template <class...> class O, class Held, class T> struct Refill<O<Held>, T> { using Type = O<T>; };
template <class T> using Optional = typename Refill<decltype(std::declval<at::TensorOptions>().dtype_opt()), T>::Type;

using Handle = at::Tensor*;
using Random = at::Generator*;

/// A number as it crosses the boundary: kind 0 is none, 1 a double (its bits), 2 an int64.
struct Num { int64_t bits; int64_t kind; };

/// What a new tensor shall be; a negative code means "as the operation's default".
struct Options { int32_t dtype; int32_t device; int32_t index; int32_t requires_grad; };

void note_error() noexcept;                                  // keeps the text of the exception being handled
extern thread_local std::vector<at::Tensor> many;            // the tensors that the last GIVE_MANY of this thread made

inline c10::ScalarType dtype_of(int32_t code) { return static_cast<c10::ScalarType>(code); }

inline Optional<c10::ScalarType> dtype_or_none(int32_t code)
{
    return code < 0 ? Optional<c10::ScalarType>() : Optional<c10::ScalarType>(dtype_of(code));
}

inline c10::Device device_of(int32_t type, int32_t index)
{
    return c10::Device(static_cast<c10::DeviceType>(type), static_cast<c10::DeviceIndex>(index));
}

inline at::TensorOptions options_of(Options o)
{
    at::TensorOptions made;
    if (o.dtype >= 0) made = made.dtype(dtype_of(o.dtype));
    if (o.device >= 0) made = made.device(device_of(o.device, o.index));
    return made;
}

inline at::Scalar number(Num n)
{
    TORCH_CHECK(n.kind != 0, "a number is needed here, but none was given");
    if (n.kind == 1) { double value; std::memcpy(&value, &n.bits, sizeof value); return value; }
    return n.bits;
}

inline Optional<at::Scalar> number_or_none(Num n)
{
    return n.kind == 0 ? Optional<at::Scalar>() : Optional<at::Scalar>(number(n));
}

inline at::Tensor tensor_or_none(Handle a) { return a ? *a : at::Tensor(); }

inline Optional<at::Tensor> optional_tensor(Handle a) { return a ? Optional<at::Tensor>(*a) : Optional<at::Tensor>(); }

inline Optional<at::Generator> random(Random g) { return g ? Optional<at::Generator>(*g) : Optional<at::Generator>(); }

inline at::IntArrayRef longs(const int64_t* values, int32_t count) { return at::IntArrayRef(values, static_cast<size_t>(count)); }

inline std::vector<at::Tensor> tensors(const Handle* handles, int32_t count)
{
    std::vector<at::Tensor> list;
    list.reserve(static_cast<size_t>(count));
    for (int32_t i = 0; i < count; i++) list.push_back(tensor_or_none(handles[i]));
    return list;
}

template <class... Tensors> std::vector<at::Tensor> list(const std::tuple<Tensors...>& t)
{
    return std::apply([](const auto&... each) { return std::vector<at::Tensor>{each...}; }, t);
}
inline std::vector<at::Tensor> list(std::vector<at::Tensor> t) { return t; }

inline at::Tensor finish(at::Tensor made, Options o) { return o.requires_grad ? made.set_requires_grad(true) : made; }

template <class F> Handle give(F&& make) noexcept
{
    try { at::Tensor made = make(); return made.defined() ? new at::Tensor(std::move(made)) : nullptr; }
    catch (...) { note_error(); return nullptr; }
}

template <class F> int64_t ask(F&& answer) noexcept
{
    try { return static_cast<int64_t>(answer()); }
    catch (...) { note_error(); return -1; }
}

}  // namespace shim

#define TS extern "C" __attribute__((visibility("default")))
#define GIVE(...) noexcept { return shim::give([&]() -> at::Tensor { return __VA_ARGS__; }); }
#define GIVE_MANY(...) noexcept { return shim::ask([&] { shim::many = shim::list(__VA_ARGS__); return shim::many.size(); }); }
#define DO(...) noexcept { return shim::ask([&] { __VA_ARGS__; return 0; }); }
#define ASK(...) noexcept { return shim::ask([&] { return __VA_ARGS__; }); }
