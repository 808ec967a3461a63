using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>
/// Finds the shim in the folder that the environment variable <c>MLOPSCL_NATIVE</c> names, or beside this assembly, and says what
/// to do where it is not there or does not load.
/// </summary>
internal static partial class NativeLibraryResolver
{
    internal const string FolderVariable = "MLOPSCL_NATIVE";

    // CA2255: the resolver has to be in place before the first call, and only the loader knows when that is.
    [ModuleInitializer]
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Usage", "CA2255", Justification = "The resolver must precede the first call.")]
    internal static void Install() => NativeLibrary.SetDllImportResolver(typeof(NativeLibraryResolver).Assembly, Resolve);

    /// <summary>Loads the first of the files that is there.</summary>
    /// <exception cref="DllNotFoundException">None could be loaded; the message tells why and what to do.</exception>
    internal static nint Load(IEnumerable<string> candidates)
    {
        var tried = new List<string>();
        foreach (var file in candidates)
        {
            try
            {
                if (File.Exists(file)) return NativeLibrary.Load(file);
                tried.Add($"{file}: not there");
            }
            catch (Exception e) when (e is DllNotFoundException or BadImageFormatException)
            {
                tried.Add($"{file}: {e.Message}");
            }
        }

        throw new DllNotFoundException(Explain(tried));
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Native.Library) return 0;
        SpinBriefly();
        return Load(Candidates());
    }

    private static IEnumerable<string> Candidates()
    {
        const string file = $"lib{Native.Library}.so";
        if (Environment.GetEnvironmentVariable(FolderVariable) is { Length: > 0 } folder) yield return Path.Combine(folder, file);
        yield return Path.Combine(AppContext.BaseDirectory, file);
    }

    private static string Explain(IEnumerable<string> tried) =>
        $"The native tensor library could not be loaded ({string.Join("; ", tried)}). "
        + "Build it with standins/TorchSharp/native/build.sh and build the program again, "
        + $"or set {FolderVariable} to the folder that holds it. './mlopscl doctor' tells what is missing.";

    /// <summary>
    /// OpenMP's threads spin after each parallel region; on a shared machine a short spin is as fast and takes less from the
    /// neighbours. OpenMP reads this when it loads, hence before the shim. A setting of the user's stands.
    /// </summary>
    private static void SpinBriefly()
    {
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is null) _ = setenv("GOMP_SPINCOUNT", "20000", 0);
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);
}
