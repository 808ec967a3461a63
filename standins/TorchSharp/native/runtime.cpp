// Errors, lifetime, devices, threads, seeds.
#include "shim.h"

#include <ATen/Context.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <c10/util/Exception.h>

#include <malloc.h>

using namespace shim;

namespace {

thread_local std::string error_text;
thread_local bool has_error = false;

/// Freed blocks of up to 32 MB stay with the process: training asks for the same sizes again at once.
__attribute__((constructor)) void keep_freed_memory()
{
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 512 << 20);
}

const c10::impl::DeviceGuardImplInterface* guard(c10::DeviceType type)
{
    return c10::impl::hasDeviceGuardImpl(type) ? c10::impl::getDeviceGuardImpl(type) : nullptr;
}

int64_t cuda_devices()
{
    auto* cuda = guard(c10::DeviceType::CUDA);
    return cuda ? cuda->deviceCount() : 0;
}

void synchronize(int32_t index)
{
    auto* cuda = guard(c10::DeviceType::CUDA);
    TORCH_CHECK(cuda, "this build of LibTorch has no CUDA");
    cuda->getStream(index < 0 ? cuda->getDevice() : device_of(1, index)).synchronize();
}

at::Generator generator(uint64_t seed, int32_t device, int32_t index)
{
    auto made = at::globalContext().defaultGenerator(device_of(device, index)).clone();
    made.set_current_seed(seed);
    return made;
}

template <class F> Random give_random(F&& make) noexcept
{
    try { return new at::Generator(make()); }
    catch (...) { note_error(); return nullptr; }
}

}  // namespace

namespace shim {

thread_local std::vector<at::Tensor> many;

void note_error() noexcept
{
    has_error = true;
    try {
        try { throw; }
        catch (const c10::Error& e) { error_text = e.what_without_backtrace(); }
        catch (const std::exception& e) { error_text = e.what(); }
        catch (...) { error_text = "an exception that is not a std::exception"; }
    } catch (...) { error_text.clear(); }
}

}  // namespace shim

// The text stays valid until this thread's next error; taking it clears the flag. Null: there was none.
TS const char* ts_take_error() noexcept { if (!has_error) return nullptr; has_error = false; return error_text.c_str(); }
TS void ts_free(Handle a) noexcept { delete a; }
TS Handle ts_take(int32_t i) GIVE(std::move(many.at(static_cast<size_t>(i))))
TS Handle ts_alias(Handle a) GIVE(a->alias())
TS const char* ts_version() noexcept { return TORCH_VERSION; }

TS int64_t ts_set_num_threads(int32_t count) DO(at::set_num_threads(count))
TS int64_t ts_get_num_threads() ASK(at::get_num_threads())
TS int64_t ts_cuda_device_count() ASK(cuda_devices())
TS int64_t ts_cuda_synchronize(int32_t index) DO(synchronize(index))
TS int64_t ts_get_default_dtype() ASK(at::typeMetaToScalarType(at::get_default_dtype()))

TS int64_t ts_manual_seed(int64_t seed) DO(at::manual_seed(static_cast<uint64_t>(seed)))
TS Random ts_generator(uint64_t seed, int32_t device, int32_t index)
    noexcept { return give_random([&] { return generator(seed, device, index); }); }
TS Random ts_generator_default() noexcept { return give_random([&] { return at::globalContext().defaultGenerator(at::kCPU); }); }
TS void ts_generator_free(Random g) noexcept { delete g; }
