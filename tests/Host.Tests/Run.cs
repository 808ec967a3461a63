namespace MlopsCl.Host.Tests;

/// <summary>The program, called in this process.</summary>
internal sealed record Run(int ExitCode, string Output, string Error)
{
    public static async Task<Run> Of(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exitCode = await Application.RunAsync(arguments, output, error);
        return new Run(exitCode, output.ToString(), error.ToString());
    }
}
