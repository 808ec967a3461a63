using System.CommandLine;
using MlopsCl.Pipeline.Recipes;

namespace MlopsCl.Host;

/// <summary><c>mlopscl recipe validate</c>.</summary>
internal static class RecipeValidateVerb
{
    public static Verb Create() => new Verb(
        "validate", "Check a recipe and tell all problems at once; nothing is loaded. Exit code 1: there are some.", "mlopscl recipe validate quickstart")
    {
        RecipeVerb.Which, Shared.Recipes, Shared.Json,
    }.Does(RunAsync);

    private static Task<int> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellation)
    {
        try
        {
            var recipe = RecipeVerb.Load(parse);
            screen.Result(new { valid = true, recipe.Stream, recipe.Digest, problems = Array.Empty<string>() }, () =>
                screen.Line($"valid: stream {recipe.Stream}, method {recipe.Method.Name}, base {recipe.BaseModel}, digest {recipe.Digest[..12]}"));
            return Task.FromResult(ExitCode.Done);
        }
        catch (RecipeInvalidException e)
        {
            screen.Result(new { valid = false, e.Problems }, () => screen.Line(e.Message));
            return Task.FromResult(ExitCode.No);
        }
    }
}
