using System.Text.Json.Nodes;

namespace Microsoft.ML.Transforms;

/// <summary>The name under which a model file refers to a mapping's code, and the assembly that has it.</summary>
internal sealed record Contract(string Name, string Assembly)
{
    internal static Contract Of(string name, Delegate action) => new(name, action.Method.Module.Assembly.FullName);

    internal void Save(ModelSaveContext ctx)
    {
        if (string.IsNullOrEmpty(Name))
            throw new InvalidOperationException(
                "A custom mapping without a contract name cannot be saved. Give it the name of a factory's CustomMappingFactoryAttribute.");
        ctx.Write(ModelKinds.CustomMapping, new JsonObject { ["contract"] = Name, ["assembly"] = Assembly });
    }

    internal static Contract Load(JsonObject fields) => new((string)fields["contract"], (string)fields["assembly"]);
}
