namespace TorchSharp.Interop;

/// <summary>Turns recording on or off on this thread until it is disposed.</summary>
internal sealed class GradMode : IDisposable
{
    private readonly bool before = Native.ts_grad_mode() != 0;
    private bool done;

    public GradMode(bool enabled) => Native.Check(Native.ts_set_grad_mode(enabled));

    public void Dispose()
    {
        if (!done) Native.Check(Native.ts_set_grad_mode(before));
        done = true;
    }
}
