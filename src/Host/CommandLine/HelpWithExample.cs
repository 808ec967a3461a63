using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace MlopsCl.Host;

/// <summary>The usual help, with the verb's example below it.</summary>
internal sealed class HelpWithExample(HelpAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is Verb verb)
            parseResult.InvocationConfiguration.Output.WriteLine($"Example:\n  {verb.Example.ReplaceLineEndings("\n  ")}\n");
        return ExitCode.Done;
    }
}
