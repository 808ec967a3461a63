using System.Diagnostics;

namespace MlopsCl.Host.Tests;

/// <summary>The script that builds the native libraries, with a cmake that only writes down what it was asked.</summary>
public sealed class NativeBuildTests : IDisposable
{
    private static readonly string Script = Path.Combine(Repository.Root, "standins", "TorchSharp", "native", "build.sh");
    private readonly string _root = Directory.CreateTempSubdirectory("mlopscl-native-").FullName;
    private readonly string _log;

    public NativeBuildTests()
    {
        _log = Path.Combine(_root, "asked");
        var native = Directory.CreateDirectory(Path.Combine(_root, "standins", "TorchSharp", "native")).FullName;
        File.Copy(Script, Path.Combine(native, "build.sh"));
        var tools = Directory.CreateDirectory(Path.Combine(_root, "tools")).FullName;
        Tool(Path.Combine(tools, "cmake"), $"echo \"$@\" >> '{_log}'; case \"$1\" in -S) touch \"$4/CMakeCache.txt\" ;; esac");
        Tool(Path.Combine(tools, "c++"), "true");
        Directory.CreateDirectory(Path.Combine(_root, "libtorch"));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void A_libtorch_that_was_named_once_is_taken_until_another_is_named()
    {
        var own = Path.Combine(_root, "libtorch");
        Assert.DoesNotContain("CMAKE_PREFIX_PATH", Configured(null), StringComparison.Ordinal);
        Assert.Equal("", Configured(null));
        Assert.Contains($"-DCMAKE_PREFIX_PATH={own}", Configured(own), StringComparison.Ordinal);
        Assert.Equal("", Configured(null));
        var system = Configured("");
        Assert.Contains("-S", system, StringComparison.Ordinal);
        Assert.DoesNotContain("CMAKE_PREFIX_PATH", system, StringComparison.Ordinal);
    }

    [Fact]
    public void A_libtorch_that_is_gone_is_taken_no_more()
    {
        var own = Path.Combine(_root, "libtorch");
        Configured(own);
        Directory.Delete(own);
        var again = Configured(null);
        Assert.Contains("-S", again, StringComparison.Ordinal);
        Assert.DoesNotContain("CMAKE_PREFIX_PATH", again, StringComparison.Ordinal);
    }

    // The line by which cmake was asked to configure; empty if it was not.
    private string Configured(string? prefix)
    {
        File.Delete(_log);
        var start = new ProcessStartInfo("bash", [Path.Combine(_root, "standins", "TorchSharp", "native", "build.sh")]) { RedirectStandardError = true };
        start.Environment["PATH"] = Path.Combine(_root, "tools") + ":" + Environment.GetEnvironmentVariable("PATH");
        start.Environment.Remove("CMAKE_PREFIX_PATH");
        if (prefix is not null)
            start.Environment["CMAKE_PREFIX_PATH"] = prefix;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)), "the script did not end within two minutes");
        Assert.True(process.ExitCode == 0, error.Result);
        return File.ReadAllLines(_log).FirstOrDefault(line => line.StartsWith("-S", StringComparison.Ordinal)) ?? "";
    }

    // A copy of what may be run may be run.
    private static void Tool(string path, string text)
    {
        File.Copy(Script, path);
        File.WriteAllText(path, "#!/bin/sh\n" + text + "\n");
    }
}
