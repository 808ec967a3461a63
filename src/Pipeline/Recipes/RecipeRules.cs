using MlopsCl.Learner;
using MlopsCl.Pipeline.Recipes.Form;

namespace MlopsCl.Pipeline.Recipes;

/// <summary>The rules that look at more than one value.</summary>
internal static class RecipeRules
{
    public static void Check(Recipe recipe, FormValues values, string fileName, Action<string, string> note)
    {
        if (values.Text("stream") is { } stream && stream != fileName)
            note("stream", $"The stream '{stream}' is in a file named '{fileName}': they must be equal. Rename one of them.");
        if (values.Text("base") is { } written && !File.Exists(Path.Combine(recipe.BaseModel, "config.json")))
            note("base", $"'{written}' means the folder '{recipe.BaseModel}', which holds no config.json. Give the folder of a base model, relative to the recipe.");
        if (values.Section("method").Text("name") is not null)
            CheckMethod(recipe.Method, note);
        foreach (var twice in recipe.Tasks.Where(t => t.Name.Length > 0).GroupBy(t => t.Name).Where(g => g.Count() > 1))
            note("tasks", $"The task '{twice.Key}' is listed {twice.Count()} times. Names are distinct.");
    }

    private static void CheckMethod(MethodChoice method, Action<string, string> note)
    {
        try
        {
            _ = ContinualMethods.Create(method);
        }
        catch (ArgumentException e)
        {
            note(ContinualMethods.Names.Contains(method.Name) ? "method.options" : "method.name", e.Message);
        }
    }
}
