using System.Reflection;
using System.Xml.Linq;

namespace MlopsCl.Architecture.Tests;

public sealed class DocumentationTests
{
    [Theory]
    [InlineData("MlopsCl.Learner")]
    [InlineData("MlopsCl.Transforms")]
    [InlineData("MlopsCl.Pipeline")]
    [InlineData("MlopsCl.Consumers")]
    [InlineData("MlopsCl.Serving")]
    [InlineData("MlopsCl.Standins.TorchSharp")]
    [InlineData("MlopsCl.Standins.MicrosoftML")]
    public void Every_public_type_and_member_is_documented(string assemblyName)
    {
        var assembly = Assembly.Load(assemblyName);
        var documented = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml")).Descendants("member")
            .Where(m => !string.IsNullOrWhiteSpace(m.Value) || m.Elements().Any())
            .Select(m => Key(m.Attribute("name")!.Value)).ToHashSet();
        var types = assembly.GetExportedTypes();
        Assert.NotEmpty(types);
        var missing = types.SelectMany(Members).Where(name => !documented.Contains(name)).Distinct().Order().ToArray();
        Assert.Empty(missing);
    }

    // Overloads share a key: the compiler's own check (CS1591 is an error) covers them one by one.
    private static string Key(string documentationId)
    {
        var open = documentationId.IndexOf('(', StringComparison.Ordinal);
        var name = open < 0 ? documentationId : documentationId[..open];
        var generic = name.IndexOf("``", StringComparison.Ordinal);
        return generic < 0 ? name : name[..generic];
    }

    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        var owner = type.FullName!.Replace('+', '.');
        yield return "T:" + owner;
        if (typeof(Delegate).IsAssignableFrom(type) || IsRecord(type))
            yield break;
        foreach (var property in type.GetProperties(Declared).Where(p => p.GetIndexParameters().Length == 0))
            yield return $"P:{owner}.{property.Name}";
        foreach (var field in type.GetFields(Declared).Where(f => !f.IsSpecialName))
            yield return $"F:{owner}.{field.Name}";
        foreach (var method in type.GetMethods(Declared).Where(m => !m.IsSpecialName && m.GetBaseDefinition() == m))
            yield return $"M:{owner}.{method.Name}";
    }

    // A positional record documents its properties through its parameters.
    private static bool IsRecord(Type type) =>
        type.GetMethod("<Clone>$") is not null || type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance) is not null;
}
