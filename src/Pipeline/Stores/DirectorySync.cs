using System.Runtime.InteropServices;

namespace MlopsCl.Pipeline.Stores;

/// <summary>
/// Makes a rename durable: on Unix the folder that holds the name is flushed as well as the file. Windows does so by itself.
/// </summary>
internal static class DirectorySync
{
    private const int ReadOnly = 0;

    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
            return;
        var descriptor = Open(folder, ReadOnly);
        if (descriptor < 0)
            throw new IOException($"Folder '{folder}' cannot be opened to flush it (error {Marshal.GetLastPInvokeError()}).");
        var flushed = Sync(descriptor);
        var error = Marshal.GetLastPInvokeError();
        _ = Close(descriptor);
        const int NotSupportedHere = 22;
        if (flushed < 0 && error != NotSupportedHere)
            throw new IOException($"Folder '{folder}' cannot be flushed to the disk (error {error}).");
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int descriptor);
}
