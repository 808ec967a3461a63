using System.Diagnostics;

namespace MlopsCl.Host.Tests;

/// <summary>
/// The program as somebody whom the modes of files bind. They bind any user but root, who is above them by two capabilities: those are taken from the child
/// (<c>setpriv</c> of util-linux), so that what a mode forbids is forbidden wherever the tests run.
/// </summary>
internal static class WithoutRights
{
    public const UnixFileMode None = UnixFileMode.None;

    /// <summary>Everybody may read and enter, nobody may write.</summary>
    public const UnixFileMode ReadOnly = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private const UnixFileMode Enter = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    private const UnixFileMode Own = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private static readonly string[] s_bound = Environment.IsPrivilegedProcess
        ? ["setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner", "--inh-caps", "-all"]
        : ["env"];

    /// <summary>The command line of the program, to be started without rights.</summary>
    public static ProcessStartInfo Program(IEnumerable<string> arguments) =>
        new(s_bound[0], [.. s_bound[1..], "dotnet", Path.Combine(AppContext.BaseDirectory, "mlopscl.dll"), .. arguments]);

    /// <summary>Runs the program to its end while a file or folder, with all in it, has a mode; then it has back what it had.</summary>
    public static async Task<Run> RunAsync(string path, UnixFileMode mode, params string[] arguments)
    {
        using (Forbid(path, mode))
            return await Run.OfProcess(Program(arguments), arguments);
    }

    /// <summary>Gives a file, or a folder with all in it, a mode until the returned value is disposed.</summary>
    public static IDisposable Forbid(string path, UnixFileMode mode)
    {
        // What lies inside comes first: behind a closed folder nothing can be changed.
        string[] inside = Directory.Exists(path) ? Directory.GetFileSystemEntries(path, "*", SearchOption.AllDirectories) : [];
        string[] all = [.. inside.OrderByDescending(entry => entry.Length), path];
        foreach (var entry in all)
            Set(entry, Directory.Exists(entry) ? mode : mode & ~Enter);
        return new Back(all);
    }

    private static void Set(string entry, UnixFileMode mode)
    {
        if (OperatingSystem.IsWindows())
            throw new PlatformNotSupportedException($"'{entry}' has no Unix mode here; run these tests on Linux.");
        File.SetUnixFileMode(entry, mode);
    }

    private sealed class Back(string[] entries) : IDisposable
    {
        public void Dispose()
        {
            foreach (var entry in entries.Reverse().Where(Path.Exists))
                Set(entry, Own);
        }
    }
}
