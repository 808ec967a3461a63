using System.Reflection;
using System.Text;

namespace MlopsCl.Standins.Tests;

/// <summary>
/// The public surface of an assembly as a set of lines, one for each member: a type (T), its base (B), an interface (I), a field (F),
/// a constructor (C), a method (M) or an event (E). Two assemblies compare as sets of such lines.
/// </summary>
public static class ApiListing
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The lines of every type that code outside the assembly can see.</summary>
    public static IReadOnlySet<string> Of(Assembly assembly) =>
        assembly.GetTypes().Where(IsVisible).SelectMany(Of).ToHashSet(StringComparer.Ordinal);

    /// <summary>What the assembly shows and the kept list does not have, in order: none of it may be there.</summary>
    public static IReadOnlyList<string> Missing(Assembly assembly, string keptList) =>
        [.. Of(assembly).Except(Lines(keptList)).Order(StringComparer.Ordinal)];

    /// <summary>What the kept list has and the assembly does not show, in order: lines to take out.</summary>
    public static IReadOnlyList<string> Stale(Assembly assembly, string keptList) =>
        [.. Lines(keptList).Except(Of(assembly)).Order(StringComparer.Ordinal)];

    private static HashSet<string> Lines(string keptList) =>
        File.ReadLines(keptList).Where(l => l.Length > 0).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Of(Type type) =>
        [Heading(type), .. Base(type), .. Interfaces(type), .. type.IsEnum ? Values(type) : Members(type)];

    private static IEnumerable<string> Members(Type type) => [.. Fields(type), .. Constructors(type), .. Methods(type), .. Events(type)];

    private static string Heading(Type type)
    {
        var kind = type.IsInterface ? "interface"
            : type.IsEnum ? "enum"
            : type.IsValueType ? "struct"
            : typeof(Delegate).IsAssignableFrom(type) ? "delegate" : "class";
        var nature = type is { IsAbstract: true, IsSealed: true } ? " static"
            : type is { IsAbstract: true, IsInterface: false } ? " abstract"
            : type.IsSealed && kind == "class" ? " sealed" : "";
        return $"T {Name(type)} : {kind}{nature}";
    }

    private static IEnumerable<string> Base(Type type) =>
        type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) && parent != typeof(Enum)
            ? [$"B {Name(type)} : {Name(parent)}"]
            : [];

    private static IEnumerable<string> Interfaces(Type type) =>
        type.GetInterfaces().Where(IsVisible).Select(i => $"I {Name(type)} : {Name(i)}");

    private static IEnumerable<string> Values(Type type) =>
        Enum.GetNames(type).Select(n => $"F {Name(type)}.{n} = {Convert.ToInt64(Enum.Parse(type, n))}");

    private static IEnumerable<string> Fields(Type type) =>
        type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly)
            .Select(f => $"F {Name(type)}.{f.Name} : {Name(f.FieldType)}{(f.IsStatic ? " static" : "")}");

    private static IEnumerable<string> Constructors(Type type) =>
        type.GetConstructors(Declared).Where(IsSeen).Select(c => $"C {Name(type)}({Parameters(c)})");

    private static IEnumerable<string> Methods(Type type) =>
        type.GetMethods(Declared).Where(IsSeen).Where(m => !m.Name.StartsWith("add_", StringComparison.Ordinal) || !m.IsSpecialName)
            .Where(m => !m.Name.StartsWith("remove_", StringComparison.Ordinal) || !m.IsSpecialName).Select(m => Method(type, m));

    private static string Method(Type type, MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{method.GetGenericArguments().Length}>" : "";
        var marks = (method.IsStatic ? " static" : "") + (method.IsFamily || method.IsFamilyOrAssembly ? " protected" : "");
        return $"M {Name(type)}.{method.Name}{generic}({Parameters(method)}) : {Name(method.ReturnType)}{marks}";
    }

    private static IEnumerable<string> Events(Type type) =>
        type.GetEvents(Declared).Where(e => e.AddMethod is { } add && IsSeen(add)).Select(e => $"E {Name(type)}.{e.Name} : {Name(e.EventHandlerType!)}");

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(Type type) => type.IsNested
        ? (type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) && IsVisible(type.DeclaringType!)
        : type.IsPublic;

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        var byReference = parameter.ParameterType.IsByRef;
        var type = byReference ? parameter.ParameterType.GetElementType()! : parameter.ParameterType;
        var mark = parameter.IsOut ? "out " : byReference ? "ref " : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        return $"{mark}{Name(type)} {parameter.Name}{(parameter.HasDefaultValue ? " = ?" : "")}";
    }

    private static string Name(Type type)
    {
        if (type.IsGenericParameter) return type.Name;
        if (type.IsArray) return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.IsPointer) return Name(type.GetElementType()!) + "*";
        var name = new StringBuilder(type.IsNested ? Name(type.DeclaringType!) + "." : type.Namespace is { } space ? space + "." : "");
        var tick = type.Name.IndexOf('`', StringComparison.Ordinal);
        if (tick < 0) return name.Append(type.Name).ToString();
        var own = type.GetGenericArguments().TakeLast(int.Parse(type.Name[(tick + 1)..]));
        return name.Append(type.Name, 0, tick).Append('<').AppendJoin(", ", own.Select(Name)).Append('>').ToString();
    }
}
