using System.Diagnostics;

namespace MlopsCl.Host.Tests;

/// <summary>The program's end, and what it said.</summary>
internal sealed record Run(int ExitCode, string Output, string Error)
{
    // Nothing here takes a minute on an idle machine: what takes this long waits for something that will not come.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Called in this process.</summary>
    public static async Task<Run> Of(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        try
        {
            var exitCode = await Application.RunAsync(arguments, output, error).WaitAsync(Limit);
            return new Run(exitCode, Plain(output.ToString()), Plain(error.ToString()));
        }
        catch (TimeoutException)
        {
            throw Endless(arguments, output.ToString(), error.ToString());
        }
    }

    /// <summary>Started as a process of its own, as a user does.</summary>
    public static Task<Run> InItsOwnProcess(params string[] arguments) =>
        OfProcess(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "mlopscl.dll"), .. arguments]), arguments);

    /// <summary>A process, from its start to its end.</summary>
    public static async Task<Run> OfProcess(ProcessStartInfo start, params string[] arguments)
    {
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        try
        {
            await process.WaitForExitAsync().WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            process.Kill();
            throw Endless(arguments, await output, await error);
        }
        return new Run(process.ExitCode, Plain(await output), Plain(await error));
    }

    // Into a pipe or a file go plain lines: nothing is coloured, nothing is overwritten.
    private static string Plain(string text)
    {
        Assert.DoesNotContain('\u001b', text);
        Assert.DoesNotContain('\r', text);
        return text;
    }

    private static TimeoutException Endless(string[] arguments, string output, string error) =>
        new($"'mlopscl {string.Join(' ', arguments)}' has not ended after {Limit.TotalMinutes} minutes. It printed: {output}{error}");
}
