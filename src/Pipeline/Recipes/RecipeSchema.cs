using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsCl.Pipeline.Recipes.Form;

namespace MlopsCl.Pipeline.Recipes;

/// <summary>The JSON schema of recipes, for editors: <c>pipelines/recipe.schema.json</c>.</summary>
public static class RecipeSchema
{
    private static readonly JsonSerializerOptions Written = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The schema (JSON Schema 2020-12), indented, with a final line break.</summary>
    public static string Write()
    {
        var root = Section(RecipeForm.Root);
        root.Insert(0, "$schema", "https://json-schema.org/draft/2020-12/schema");
        root.Insert(1, "title", "MlopsCl recipe");
        return root.ToJsonString(Written) + "\n";
    }

    private static JsonObject Section(SectionField section)
    {
        var schema = new JsonObject
        {
            ["description"] = section.Description,
            ["type"] = "object",
            ["additionalProperties"] = false,
            ["properties"] = new JsonObject(section.Fields.Select(f => KeyValuePair.Create<string, JsonNode?>(f.Key, Of(f)))),
        };
        if (section.Fields.Any(f => f.Required))
            schema["required"] = new JsonArray([.. section.Fields.Where(f => f.Required).Select(f => (JsonNode)f.Key)]);
        return schema;
    }

    private static JsonObject Of(Field field)
    {
        var schema = field switch
        {
            TextField text => Text(text),
            NumberField number => Number(number),
            WordsField => new JsonObject { ["type"] = "array", ["minItems"] = 1, ["items"] = new JsonObject { ["type"] = "string", ["minLength"] = 1 } },
            SwitchField => new JsonObject { ["type"] = "boolean" },
            ModulesField => new JsonObject
            {
                ["type"] = new JsonArray("string", "array"), ["minLength"] = 1, ["minItems"] = 1,
                ["items"] = new JsonObject { ["type"] = "string", ["minLength"] = 1 },
            },
            PatternsField patterns => new JsonObject { ["type"] = "object", ["additionalProperties"] = Number(patterns.Each) },
            OptionsField => new JsonObject
            {
                ["type"] = "object",
                ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "number", "boolean", "array") },
            },
            SharesField => new JsonObject
            {
                ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = "number", ["minimum"] = 0, ["maximum"] = 1 },
            },
            SectionField { IsList: true } list => new JsonObject { ["type"] = "array", ["items"] = Section(list) },
            SectionField section => Section(section),
            _ => throw new InvalidOperationException($"The schema does not know the field {field.GetType().Name}; add a case."),
        };
        schema["description"] = field.Description;
        if (field.Default is not null)
            schema["default"] = JsonSerializer.SerializeToNode(field.Default);
        return schema;
    }

    private static JsonObject Text(TextField text)
    {
        var schema = new JsonObject { ["type"] = "string" };
        if (text.Pattern is not null)
            schema["pattern"] = $"^{text.Pattern}$";
        if (text.Words is not null)
            schema["enum"] = new JsonArray([.. text.Words.Select(w => (JsonNode)w)]);
        return schema;
    }

    private static JsonObject Number(NumberField number)
    {
        var schema = new JsonObject { ["type"] = number.Whole ? "integer" : "number" };
        if (number.Least > long.MinValue)
            schema[number.AboveLeast ? "exclusiveMinimum" : "minimum"] = number.Least;
        if (number.Most < int.MaxValue)
            schema["maximum"] = number.Most;
        return schema;
    }
}
