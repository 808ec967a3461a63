using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using MassTransit;

namespace MlopsCl.Consumers.Tests;

public sealed partial class DocumentedMessages
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "messages.md"));

    public static TheoryData<string> Names => [.. Messages.Select(m => m.Name)];

    private static IReadOnlyList<Type> Messages { get; } =
        [.. typeof(TaskDatasetArrived).Assembly.GetExportedTypes().Where(t => t.GetCustomAttribute<EntityNameAttribute>() is not null)];

    [Fact]
    public void There_are_five() => Assert.Equal(5, Messages.Count);

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_has_its_exchange_in_the_table(string name)
    {
        var exchange = Message(name).GetCustomAttribute<EntityNameAttribute>()!.EntityName;
        Assert.Contains($"| [{name}](#{name.ToLowerInvariant()}) | `{exchange}` |", Page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_has_a_schema_with_exactly_the_records_fields(string name)
    {
        var schema = Blocks(name)[0].RootElement;
        var fields = Message(name).GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).Order().ToArray();
        Assert.Equal(name, schema.GetProperty("title").GetString());
        Assert.Equal(fields, schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).Order());
        Assert.Equal(fields, schema.GetProperty("required").EnumerateArray().Select(p => p.GetString()).Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_has_an_example_that_keeps_the_schema_and_becomes_the_record(string name)
    {
        var blocks = Blocks(name);
        Assert.Equal(2, blocks.Count);
        var (schema, example) = (blocks[0].RootElement.GetProperty("properties"), blocks[1].RootElement);
        Assert.All(schema.EnumerateObject(), field => AssertKeeps(field.Value, example.GetProperty(field.Name)));
        var record = example.Deserialize(Message(name), JsonSerializerOptions.Web)!;
        Assert.All(Message(name).GetProperties(), p => Assert.NotNull(p.GetValue(record)));
        Assert.Equal(JsonSerializer.Serialize(example), JsonSerializer.Serialize(record, JsonSerializerOptions.Web));
    }

    [Fact]
    public void The_page_names_the_default_queue() => Assert.Contains($"`{new BusOptions().Queue}`", Page, StringComparison.Ordinal);

    // The part of JSON Schema that the page uses.
    private static void AssertKeeps(JsonElement rule, JsonElement value)
    {
        if (rule.TryGetProperty("enum", out var values))
            Assert.Contains(value.GetString(), values.EnumerateArray().Select(v => v.GetString()));
        if (rule.TryGetProperty("type", out var type))
            Assert.Equal(type.GetString(), Kind(value));
        if (rule.TryGetProperty("pattern", out var pattern))
            Assert.Matches(pattern.GetString()!, value.GetString());
        if (rule.TryGetProperty("minLength", out var length))
            Assert.True(value.GetString()!.Length >= length.GetInt32());
        if (rule.TryGetProperty("minimum", out var minimum))
            Assert.True(value.GetDouble() >= minimum.GetDouble());
        if (rule.TryGetProperty("maximum", out var maximum))
            Assert.True(value.GetDouble() <= maximum.GetDouble());
        if (rule.TryGetProperty("items", out var items))
            Assert.All(value.EnumerateArray(), item => AssertKeeps(items, item));
        if (rule.TryGetProperty("additionalProperties", out var others))
            Assert.All(value.EnumerateObject(), field => AssertKeeps(others, field.Value));
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.TryGetInt64(out _) ? "integer" : "number",
        _ => value.ValueKind.ToString().ToLowerInvariant(),
    };

    private static Type Message(string name) => Messages.Single(m => m.Name == name);

    private static IReadOnlyList<JsonDocument> Blocks(string name)
    {
        var section = Page.Split($"\n## {name}\n")[1].Split("\n## ")[0];
        return [.. JsonBlock().Matches(section).Select(m => JsonDocument.Parse(m.Groups[1].Value))];
    }

    [GeneratedRegex("```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex JsonBlock();
}
