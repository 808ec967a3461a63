using System.Security.Cryptography;
using System.Text;

namespace MlopsCl.Pipeline.Stores;

/// <summary>
/// Short exclusive sections between processes: a file opened without sharing (an advisory lock on Unix), which the operating system
/// gives back when the holder dies. A few files serve all names; they are never deleted, since deleting a lock file lets two holders in.
/// </summary>
internal sealed class FolderLocks(string folder)
{
    // EWOULDBLOCK of Linux and of macOS, and Windows' ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION as HRESULT.
    private static readonly int[] s_held = [11, 35, unchecked((int)0x80070020), unchecked((int)0x80070021)];

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    public async Task<IDisposable> TakeAsync(string name, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 1)));
        for (var waited = TimeSpan.Zero; ;)
        {
            if (TryOpen(path) is { } held)
                return held;
            if (waited > s_patience)
                throw new StoreUnavailableException(
                    $"Lock file '{path}' has been held for {s_patience.TotalSeconds:0} s by another process; find it and end it.");
            var pause = TimeSpan.FromMilliseconds(Math.Min(20, 1 + waited.TotalMilliseconds / 4));
            await Task.Delay(pause, cancellation);
            waited += pause;
        }
    }

    /// <summary>The file, held; null while another process holds it. Everything else that keeps it from being opened is thrown.</summary>
    public static FileStream? TryOpen(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException e) when (s_held.Contains(e.HResult))
        {
            return null;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StoreUnavailableException(
                $"Lock file '{path}' may not be opened by the user '{Environment.UserName}': {e.Message} Every user of a store needs the right to write all " +
                "of it; run this as the user that made the store, or give both a group that may (chgrp -R, chmod -R g+rwX).", e);
        }
    }
}
