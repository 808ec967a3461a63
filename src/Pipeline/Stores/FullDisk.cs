namespace MlopsCl.Pipeline.Stores;

/// <summary>A disk without room, or a used-up quota: nothing is wrong with what was to be written, so it is worth waiting.</summary>
internal static class FullDisk
{
    // errno of Linux (ENOSPC, EDQUOT), and Windows' ERROR_HANDLE_DISK_FULL and ERROR_DISK_FULL as HRESULT.
    private static readonly int[] s_codes = [28, 122, unchecked((int)0x80070027), unchecked((int)0x80070070)];

    public static bool Is(Exception error) => error.GetBaseException() is IOException e and not StoreUnavailableException && s_codes.Contains(e.HResult);

    public static StoreUnavailableException Explain(string folder, Exception error) =>
        new($"There is no room left under '{folder}' ({error.GetBaseException().Message}). Free some; what waits goes on by itself.", error);
}
