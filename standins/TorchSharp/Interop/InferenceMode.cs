namespace TorchSharp.Interop;

/// <summary>Turns inference mode on or off on this thread until it is disposed.</summary>
internal sealed class InferenceMode(bool enabled) : IDisposable
{
    private nint guard = Native.ts_inference_enter(enabled);

    public void Dispose()
    {
        Native.ts_inference_leave(guard);
        guard = 0;
    }
}
