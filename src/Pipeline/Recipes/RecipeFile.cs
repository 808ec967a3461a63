using MlopsCl.Pipeline.Recipes.Form;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace MlopsCl.Pipeline.Recipes;

/// <summary>Reads a recipe from its YAML file.</summary>
public static class RecipeFile
{
    /// <summary>Reads and checks a recipe; nothing is loaded.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="RecipeInvalidException">The file is not YAML, or settings are unknown, missing or wrong: all of them are told.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Recipe Load(string path)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no recipe '{path}'. Check the path, or list the recipes of the folder.", path);
        var problems = new List<RecipeProblem>();
        var recipe = Parse(path, problems) is { } root ? Read(root, Path.GetFullPath(path), problems) : null;
        return recipe is not null && problems.Count == 0 ? recipe : throw new RecipeInvalidException(path, [.. problems.OrderBy(p => p.Line)]);
    }

    private static YamlNode? Parse(string path, List<RecipeProblem> problems)
    {
        try
        {
            using var reader = File.OpenText(path);
            var yaml = new YamlStream();
            yaml.Load(reader);
            if (yaml.Documents.Count == 1)
                return yaml.Documents[0].RootNode;
            problems.Add(new RecipeProblem(1, "", $"The file holds {yaml.Documents.Count} documents; it must hold one."));
        }
        catch (YamlException e)
        {
            problems.Add(new RecipeProblem((int)e.Start.Line, "", $"It is not valid YAML: {e.InnerException?.Message ?? e.Message} Repair the line."));
        }

        return null;
    }

    private static Recipe Read(YamlNode root, string path, List<RecipeProblem> problems)
    {
        var values = new FormReader(problems).Section(root, RecipeForm.Root, "");
        var recipe = RecipeAssembly.Make(values, Path.GetDirectoryName(path)!);
        RecipeRules.Check(
            recipe, values, Path.GetFileNameWithoutExtension(path), (key, message) => problems.Add(new RecipeProblem(LineOf(root, key), key, message)));
        return recipe;
    }

    /// <summary>The line of a key such as <c>method.options</c>, or of the last part of it that the file has.</summary>
    private static int LineOf(YamlNode root, string key)
    {
        var (node, line) = (root, (int)root.Start.Line);
        foreach (var part in key.Split('.'))
        {
            if (node is not YamlMappingNode map || map.Children.FirstOrDefault(c => (c.Key as YamlScalarNode)?.Value == part) is not { Key: { } found })
                break;
            (node, line) = (map.Children[found], (int)found.Start.Line);
        }

        return line;
    }
}
