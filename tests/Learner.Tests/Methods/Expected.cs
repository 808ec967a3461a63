using System.Text.Json;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Methods;

/// <summary>Numbers that Fixtures/methods/make.py computed with NumPy.</summary>
internal sealed class Expected
{
    private readonly JsonElement _root;

    public Expected(string method)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Fixture.Path("methods", "expected.json")));
        _root = document.RootElement.GetProperty(method).Clone();
    }

    public JsonElement this[string name] => _root.GetProperty(name);

    /// <summary>Nested lists as a tensor.</summary>
    public Tensor Tensor(string name) => ToTensor(_root.GetProperty(name));

    public static Tensor ToTensor(JsonElement element)
    {
        var shape = new List<long>();
        for (var inner = element; inner.ValueKind == JsonValueKind.Array; inner = inner[0])
            shape.Add(inner.GetArrayLength());
        return tensor(Values(element).ToArray(), [.. shape]);
    }

    private static IEnumerable<float> Values(JsonElement element) =>
        element.ValueKind == JsonValueKind.Array ? element.EnumerateArray().SelectMany(Values) : [element.GetSingle()];
}
