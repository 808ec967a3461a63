using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Operations are not recorded for gradients until the result is disposed, on this thread.</summary>
    public static IDisposable no_grad() => new GradMode(false);
}
