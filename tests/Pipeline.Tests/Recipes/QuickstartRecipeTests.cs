using MlopsCl.Pipeline.Recipes;
using Xunit;

namespace MlopsCl.Pipeline.Tests.Recipes;

public sealed class QuickstartRecipeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("quickstart-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Quickstart_IsAValidRecipeOfThreeTasksWithAMemoryOfTenPercent()
    {
        var model = Directory.CreateDirectory(Path.Combine(_folder, "assets", "tiny-llava")).FullName;
        File.WriteAllText(Path.Combine(model, "config.json"), "{}");
        var streams = Directory.CreateDirectory(Path.Combine(_folder, "pipelines", "streams")).FullName;
        File.Copy(Path.Combine(SourceTree.Root, "pipelines", "streams", "quickstart.yml"), Path.Combine(streams, "quickstart.yml"));

        var recipe = new RecipeFolder(streams).Find("quickstart");

        Assert.Equal(("quickstart", "lvlm-cl", 0.10, model), (recipe.Stream, recipe.Method.Name, recipe.MemoryShare, recipe.BaseModel));
        Assert.Equal([("garments", "fashion-mnist"), ("digits", "digits"), ("icons", "icons")], recipe.Tasks.Select(t => (t.Name, t.Import)));
        Assert.All(recipe.Tasks, t => Assert.True(t.QuickTrain < t.Train && t.QuickTest < t.Test));
        Assert.All(recipe.Quick().Tasks, t => Assert.True(t.Test >= recipe.Gate.MinimumItems));
    }
}
