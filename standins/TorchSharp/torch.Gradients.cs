using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Operations are not recorded for gradients until the result is disposed, on this thread.</summary>
    public static IDisposable no_grad() => new GradMode(false);

    /// <summary>Operations are recorded, or not, until the result is disposed, on this thread.</summary>
    public static IDisposable enable_grad(bool enabled = true) => new GradMode(enabled);

    /// <summary>Whether operations are recorded for gradients on this thread.</summary>
    public static bool is_grad_enabled() => Native.ts_grad_mode() != 0;

    /// <summary>As no_grad, and what is made inside can never take part in gradients; until the result is disposed, on this thread.</summary>
    public static IDisposable inference_mode(bool mode = true) => new InferenceMode(mode);

    /// <summary>Whether inference mode is on, on this thread.</summary>
    public static bool is_inference_mode_enabled() => Native.ts_inference_mode() != 0;
}
