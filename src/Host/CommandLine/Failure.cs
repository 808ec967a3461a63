using System.CommandLine;
using MlopsCl.Learner.Imaging;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Datasets;
using MlopsCl.Pipeline.Importing;
using MlopsCl.Pipeline.Recipes;

namespace MlopsCl.Host;

/// <summary>From exceptions to exit codes and one line on the error stream.</summary>
internal static class Failure
{
    public static async Task<int> GuardAsync(ParseResult parse, Func<Screen, Task<int>> action, CancellationToken cancellation)
    {
        var streams = parse.InvocationConfiguration;
        var toConsole = ReferenceEquals(streams.Output, Console.Out);
        var screen = new Screen(streams.Output, streams.Error, parse.GetValue<bool>("--json"), toConsole && !Console.IsOutputRedirected);
        try
        {
            return await action(screen);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            screen.Failure("stopped; what was finished is kept, and the next worker goes on from there.", ExitCode.Failed);
            return ExitCode.Failed;
        }
        catch (Exception error)
        {
            var cause = ErrorText.CauseOf(error);
            var exitCode = IsInput(cause) ? ExitCode.Usage : ExitCode.Failed;
            screen.Failure(
                Environment.GetEnvironmentVariable("MLOPSCL_TRACE") == "1"
                    ? Secrets.Hide(error.ToString())
                    : "error: " + ErrorText.Of(Describe(cause)), exitCode);
            return exitCode;
        }
    }

    private static bool IsInput(Exception e) =>
        e is UsageException or ArgumentException or KeyNotFoundException or FileNotFoundException or DirectoryNotFoundException or InvalidDataException
            or ImageFormatException or UnauthorizedAccessException
            or RecipeInvalidException or DatasetRejectedException or ImportException;

    private static string Describe(Exception e)
    {
        if (e is UnauthorizedAccessException)
            return $"{e.Message} This program runs as the user '{Environment.UserName}': give that user the right to, or name another file or folder.";
        var message = ErrorText.MessageOf(e);
        return IsInput(e) || e is IOException or InsufficientMemoryException
            ? message
            : $"{message} ({e.GetType().Name}; MLOPSCL_TRACE=1 shows where)";
    }
}
