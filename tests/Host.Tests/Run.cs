using System.Diagnostics;

namespace MlopsCl.Host.Tests;

/// <summary>The program's end, and what it said.</summary>
internal sealed record Run(int ExitCode, string Output, string Error)
{
    /// <summary>Called in this process.</summary>
    public static async Task<Run> Of(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await Application.RunAsync(arguments, output, error);
        return new Run(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>Started as a process of its own, as a user does.</summary>
    public static async Task<Run> InItsOwnProcess(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "mlopscl.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Run(process.ExitCode, await output, await error);
    }
}
