#include "kernels.h"

#include <string>

namespace kernels {

namespace {
thread_local std::string error_text;
thread_local bool has_error = false;
}  // namespace

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

}  // namespace kernels

// The text stays valid until this thread's next error; taking it clears the flag. Null: there was none.
MK const char* mk_take_error() noexcept
{
    if (!kernels::has_error) return nullptr;
    kernels::has_error = false;
    return kernels::error_text.c_str();
}
