using System.CommandLine;

namespace MlopsCl.Host;

/// <summary>A verb of the program: what it does, an example, and its action.</summary>
internal sealed class Verb(string name, string description, string example) : Command(name, description)
{
    public string Example => example;

    /// <summary>Sets what the verb does. Nothing that it needs is loaded before it is called.</summary>
    public Verb Does(Func<ParseResult, Screen, CancellationToken, Task<int>> action)
    {
        SetAction((parse, cancellation) => Failure.GuardAsync(parse, screen => action(parse, screen, cancellation), cancellation));
        return this;
    }
}
