using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using MlopsCl.Pipeline;

namespace MlopsCl.Host;

/// <summary>The command line: all verbs, help with examples, and usage errors with exit code 2.</summary>
internal static class Application
{
    public static async Task<int> RunAsync(string[] arguments, TextWriter? output = null, TextWriter? error = null, CancellationToken cancellation = default)
    {
        var configuration = new InvocationConfiguration
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null, // signals are Program.cs's affair
            Output = output ?? Console.Out,
            Error = error ?? Console.Error,
        };
        var parse = Parse(arguments);
        if (parse.Errors.Count == 0 || parse.Action is HelpWithExample)
            return await parse.InvokeAsync(configuration, cancellation);
        return Explain(parse, configuration);
    }

    /// <summary>The command line as the program understands it; nothing is run.</summary>
    public static ParseResult Parse(string[] arguments) => Root().Parse(arguments);

    private static RootCommand Root()
    {
        var root = new RootCommand("MlopsCl teaches a vision-language model one task dataset after another, and promotes only what passes the gate.");
        foreach (var verb in AllVerbs.Create())
            root.Add(verb);
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExample((HelpAction)help.Action!);
        return root;
    }

    private static int Explain(ParseResult parse, InvocationConfiguration configuration)
    {
        // A mistyped verb also makes the verb missing: only the cause is told.
        var mistyped = parse.UnmatchedTokens.Count > 0
            ? parse.Errors.Where(e => e.Message.Contains($"'{parse.UnmatchedTokens[0]}'", StringComparison.Ordinal))
            : [];
        string[] messages = [.. (mistyped.Any() ? mistyped : parse.Errors).Select(e => ErrorText.Of(e.Message)).Distinct()];
        foreach (var message in messages)
            configuration.Error.WriteLine("error: " + message);
        if (parse.Tokens.Any(token => token.Value == Shared.Json.Name))
            configuration.Output.WriteLine(Screen.FailureDocument(string.Join(" ", messages), ExitCode.Usage));
        var suggestion = Suggestion.For(parse);
        if (suggestion is not null)
            configuration.Error.WriteLine($"Did you mean '{suggestion}'?");
        configuration.Error.WriteLine($"See: {Path(parse.CommandResult.Command)} --help");
        return ExitCode.Usage;
    }

    private static string Path(Command command)
    {
        var parent = command.Parents.OfType<Command>().FirstOrDefault();
        return parent is null ? "mlopscl" : $"{Path(parent)} {command.Name}";
    }
}
