using System.CommandLine;
using MlopsCl.Pipeline.Recipes;

namespace MlopsCl.Host;

/// <summary><c>mlopscl recipe</c>: look at a stream's declaration before anything runs.</summary>
internal static class RecipeVerb
{
    public static readonly Argument<string> Which = new("recipe") { Description = "A stream's name, or a recipe's .yml file." };

    public static Command Create() => new("recipe", "Validate a stream's recipe, and plan what an update by it amounts to.")
    {
        RecipeValidateVerb.Create(), RecipePlanVerb.Create(),
    };

    /// <summary>Reads what was named: a file, or a stream of the recipes' folder.</summary>
    public static Recipe Load(ParseResult parse)
    {
        var name = parse.GetValue(Which)!;
        var isFile = name.EndsWith(".yml", StringComparison.Ordinal) || name.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal);
        return isFile ? RecipeFile.Load(Path.GetFullPath(name)) : new RecipeFolder(Home.RecipesFor(SettingsSource.Read(parse))).Find(name);
    }
}
