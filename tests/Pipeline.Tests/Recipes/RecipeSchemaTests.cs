using System.Text.Json;
using MlopsCl.Pipeline.Recipes;
using Xunit;

namespace MlopsCl.Pipeline.Tests.Recipes;

public sealed class RecipeSchemaTests
{
    [Fact]
    public void Write_IsWhatTheRepositoryHolds()
    {
        var expected = RecipeSchema.Write();
        var actual = File.ReadAllText(Path.Combine(SourceTree.Root, "pipelines", "recipe.schema.json"));
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Write_DescribesEverySettingAndAllowsNoOther()
    {
        using var schema = JsonDocument.Parse(RecipeSchema.Write());
        Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema.RootElement.GetProperty("$schema").GetString());
        Assert.Equal(["stream", "base", "method"], schema.RootElement.GetProperty("required").EnumerateArray().Select(e => e.GetString()));
        var epochs = schema.RootElement.GetProperty("properties").GetProperty("training").GetProperty("properties").GetProperty("epochs");
        Assert.Equal(
            ("integer", 1, 3), (epochs.GetProperty("type").GetString(), epochs.GetProperty("minimum").GetInt32(), epochs.GetProperty("default").GetInt32()));
        AssertStrict(schema.RootElement);
    }

    private static void AssertStrict(JsonElement section)
    {
        Assert.Equal(JsonValueKind.False, section.GetProperty("additionalProperties").ValueKind);
        foreach (var property in section.GetProperty("properties").EnumerateObject())
        {
            Assert.False(string.IsNullOrWhiteSpace(property.Value.GetProperty("description").GetString()), property.Name);
            if (property.Value.TryGetProperty("properties", out _))
                AssertStrict(property.Value);
        }
    }
}
