using MlopsCl.Learner;
using MlopsCl.Pipeline.Recipes.Form;

namespace MlopsCl.Pipeline.Recipes;

/// <summary>The rules that look at more than one value.</summary>
internal static class RecipeRules
{
    private static readonly string[] AdapterSettings =
        ["target-modules", "modules-to-save", "rank-pattern", "alpha-pattern", "use-dora", "use-rslora", "lora-dropout"];

    public static void Check(Recipe recipe, FormValues values, string fileName, Action<string, string> note)
    {
        if (values.Text("stream") is { } stream && stream != fileName)
            note("stream", $"The stream '{stream}' is in a file named '{fileName}': they must be equal. Rename one of them.");
        if (values.Text("base") is { } written && !File.Exists(Path.Combine(recipe.BaseModel, "config.json")))
            note("base", $"'{written}' means the folder '{recipe.BaseModel}', which holds no config.json. " +
                "Give the folder of a base model, relative to the recipe.");
        if (values.Section("method").Text("name") is not null)
            CheckMethod(recipe, values.Section("training"), note);
        foreach (var twice in recipe.Tasks.Where(t => t.Name.Length > 0).GroupBy(t => t.Name).Where(g => g.Count() > 1))
            note("tasks", $"The task '{twice.Key}' is listed {twice.Count()} times. Names are distinct.");
    }

    private static void CheckMethod(Recipe recipe, FormValues training, Action<string, string> note)
    {
        try
        {
            CheckAdapters(recipe, ContinualMethods.Create(recipe.Method).UsesTrainingLora, training, note);
        }
        catch (ArgumentException e)
        {
            note(ContinualMethods.Names.Contains(recipe.Method.Name) ? "method.options" : "method.name", ErrorText.MessageOf(e));
        }
    }

    private static void CheckAdapters(Recipe recipe, bool usesLora, FormValues training, Action<string, string> note)
    {
        if (AdapterSettings.FirstOrDefault(training.Has) is not { } given)
            return;
        if (!usesLora)
            note($"training.{given}", $"The method '{recipe.Method.Name}' has adapters of its own, which its options describe. Leave {given} out.");
        else if (training.Has("target-modules") && training.Has("lora-targets"))
            note("training.target-modules", "Both target-modules and lora-targets choose the matrices that carry adapters. Leave one of them out.");
        else if (File.Exists(Path.Combine(recipe.BaseModel, "config.json")))
            CheckReach(recipe, given, note);
    }

    private static void CheckReach(Recipe recipe, string given, Action<string, string> note)
    {
        try
        {
            _ = AdapterTargets.Of(recipe.BaseModel, recipe.Training);
        }
        catch (Exception e) when (e is ArgumentException or InvalidDataException)
        {
            note($"training.{given}", ErrorText.MessageOf(e));
        }
    }
}
