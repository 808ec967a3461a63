using System.Diagnostics;

namespace MlopsCl.Host.Tests;

/// <summary>What ./mlopscl does about missing packages, on a machine that has none of them and whose tools only write down what they were asked.</summary>
public sealed class StartScriptTests : IDisposable
{
    private static readonly string[] Usual = ["cat", "env", "find", "flock", "grep", "mkdir", "nproc", "readlink", "touch"];
    private readonly string _root = Directory.CreateTempSubdirectory("mlopscl-start-").FullName;
    private readonly string _asked;

    public StartScriptTests()
    {
        _asked = Path.Combine(_root, "asked");
        Directory.CreateDirectory(Path.Combine(_root, "infra", "tools"));
        foreach (var file in new[] { "mlopscl", "infra/tools/packages.sh" })
            File.Copy(Path.Combine(Repository.Root, file), Path.Combine(_root, file));
        Directory.CreateDirectory(Path.Combine(_root, "bin"));
        foreach (var tool in Usual)
            File.CreateSymbolicLink(Path.Combine(_root, "bin", tool), Path.Combine("/usr/bin", tool));
        Tool("dpkg-query", "exit 1");
        Tool("apt-get", $"echo \"apt-get $*\" >> '{_asked}'");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void Where_nothing_may_be_installed_it_tells_what_is_missing_and_stops()
    {
        Tool("id", "echo 0");
        var (exitCode, error) = Bash(["mlopscl", "demo"], ("MLOPSCL_NO_INSTALL", "1"));
        Assert.Equal(2, exitCode);
        Assert.StartsWith("error: missing packages: cmake g++ libtorch-dev ", error, StringComparison.Ordinal);
        Assert.Contains("apt-get install --no-install-recommends cmake g++ libtorch-dev ", error, StringComparison.Ordinal);
        Assert.Contains("unset MLOPSCL_NO_INSTALL", error, StringComparison.Ordinal);
        Assert.False(File.Exists(_asked));
    }

    [Fact]
    public void Root_installs_what_is_missing()
    {
        Tool("id", "echo 0");
        Assert.Equal(0, Bash(["-c", ". infra/tools/packages.sh; install_packages cmake libtorch-dev"]).ExitCode);
        Assert.Equal(["apt-get update -qq", "apt-get install -y -qq --no-install-recommends cmake libtorch-dev"], File.ReadAllLines(_asked));
    }

    [Fact]
    public void Others_install_it_with_sudo_where_there_is_one_and_else_are_told_what_root_has_to_do()
    {
        Tool("id", "echo 1000");
        var (exitCode, error) = Bash(["-c", ". infra/tools/packages.sh; install_packages cmake"]);
        Assert.Equal(2, exitCode);
        Assert.Contains("There is no sudo here; as root: apt-get install --no-install-recommends cmake", error, StringComparison.Ordinal);
        Assert.False(File.Exists(_asked));

        Tool("sudo", $"echo sudo >> '{_asked}'; exec \"$@\"");
        Assert.Equal(0, Bash(["-c", ". infra/tools/packages.sh; install_packages cmake"]).ExitCode);
        Assert.Equal(["sudo", "apt-get update -qq", "sudo", "apt-get install -y -qq --no-install-recommends cmake"], File.ReadAllLines(_asked));
    }

    [Fact]
    public void Nothing_is_asked_for_where_nothing_is_missing()
    {
        Tool("dpkg-query", "printf installed");
        Tool("cmake", "true");
        Assert.Equal((0, ""), Bash(["-c", ". infra/tools/packages.sh; install_packages cmake libtorch-dev"], ("MLOPSCL_NO_INSTALL", "1")));
    }

    private (int ExitCode, string Error) Bash(string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo("/bin/bash", arguments) { RedirectStandardError = true, WorkingDirectory = _root };
        start.Environment["PATH"] = Path.Combine(_root, "bin");
        start.Environment.Remove("CMAKE_PREFIX_PATH");
        start.Environment.Remove("MLOPSCL_NO_INSTALL");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)), "the script did not end within two minutes");
        return (process.ExitCode, error.Result);
    }

    // A copy of what may be run may be run.
    private void Tool(string name, string text)
    {
        var path = Path.Combine(_root, "bin", name);
        File.Copy(Path.Combine(Repository.Root, "mlopscl"), path, overwrite: true);
        File.WriteAllText(path, "#!/bin/sh\n" + text + "\n");
    }
}
