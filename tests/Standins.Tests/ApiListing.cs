using System.Reflection;
using System.Text;

namespace MlopsCl.Standins.Tests;

/// <summary>
/// The public surface of an assembly as a set of lines, one for each member: a type (T), its base (B), an interface (I), a field (F),
/// a constructor (C), a method (M) or an event (E), with default values, constraints, and what an heir may or must override. Two assemblies compare
/// as sets of such lines.
/// </summary>
public static class ApiListing
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The lines of every type that code outside the assembly can see.</summary>
    public static IReadOnlySet<string> Of(params IEnumerable<Assembly> assemblies) =>
        assemblies.SelectMany(assembly => assembly.GetTypes()).Where(IsVisible).SelectMany(Of).ToHashSet(StringComparer.Ordinal);

    /// <summary>What the assembly shows and the kept list does not have, in order: none of it may be there.</summary>
    public static IReadOnlyList<string> Missing(Assembly assembly, string keptList) =>
        [.. Of(assembly).Except(Lines(keptList)).Order(StringComparer.Ordinal)];

    /// <summary>What the kept list has and the assemblies do not show, in order: lines to take out.</summary>
    public static IReadOnlyList<string> Stale(string keptList, params IEnumerable<Assembly> assemblies) =>
        [.. Lines(keptList).Except(Of(assemblies)).Order(StringComparer.Ordinal)];

    /// <summary>The line of a type or member, whatever it was constructed with.</summary>
    public static string Line(MemberInfo member) => member switch
    {
        Type type => Heading(type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type),
        FieldInfo { DeclaringType.IsEnum: true } field => $"F {Name(field.DeclaringType!)}.{field.Name} = {Convert.ToInt64(field.GetRawConstantValue())}",
        FieldInfo field => Field(field.DeclaringType!, field),
        ConstructorInfo constructor => Constructor(constructor.DeclaringType!, constructor),
        MethodInfo method when AccessedEvent(method) is { } seen => Event(method.DeclaringType!, seen),
        MethodInfo method => Method(method.DeclaringType!, method),
        _ => throw new ArgumentException($"{member} has no line.", nameof(member)),
    };

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
        return $"T {Name(type)} : {kind}{nature}{Constraints(type.GetGenericArguments())}";
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
        type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly).Select(f => Field(type, f));

    private static string Field(Type type, FieldInfo field) =>
        $"F {Name(type)}.{field.Name} : " +
        $"{Name(field.FieldType)}{(field.IsStatic ? " static" : "")}{(field.IsLiteral ? " const" : field.IsInitOnly ? " readonly" : "")}" +
        $"{(field.IsPublic ? "" : " protected")}";

    private static IEnumerable<string> Constructors(Type type) =>
        type.GetConstructors(Declared).Where(IsSeen).Select(c => Constructor(type, c));

    private static string Constructor(Type type, ConstructorInfo constructor) =>
        $"C {Name(type)}({Parameters(constructor)}){(constructor.IsPublic ? "" : " protected")}";

    private static IEnumerable<string> Methods(Type type) =>
        type.GetMethods(Declared).Where(IsSeen).Where(m => !m.Name.StartsWith("add_", StringComparison.Ordinal) || !m.IsSpecialName)
            .Where(m => !m.Name.StartsWith("remove_", StringComparison.Ordinal) || !m.IsSpecialName).Select(m => Method(type, m));

    private static string Method(Type type, MethodInfo method)
    {
        var generic = method.IsGenericMethod ? $"<{method.GetGenericArguments().Length}>" : "";
        var marks = (method.IsStatic ? " static" : "") + (method.IsFamily || method.IsFamilyOrAssembly ? " protected" : "");
        var overriding = type.IsInterface || type.IsSealed || !method.IsVirtual || method.IsFinal ? "" : method.IsAbstract ? " abstract" : " virtual";
        return $"M {Name(type)}.{method.Name}{generic}({Parameters(method)}) : " +
            $"{Name(method.ReturnType)}{marks}{overriding}{Constraints(method.GetGenericArguments())}";
    }

    private static IEnumerable<string> Events(Type type) =>
        type.GetEvents(Declared).Where(e => e.AddMethod is { } add && IsSeen(add)).Select(e => Event(type, e));

    private static string Event(Type type, EventInfo seen) => $"E {Name(type)}.{seen.Name} : {Name(seen.EventHandlerType!)}";

    private static EventInfo? AccessedEvent(MethodInfo method) => method.IsSpecialName
        ? method.DeclaringType!.GetEvents(Declared).FirstOrDefault(e => e.AddMethod == method || e.RemoveMethod == method)
        : null;

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
        return $"{mark}{Name(type)} {parameter.Name}{(parameter.HasDefaultValue ? " = " + Value(parameter.RawDefaultValue) : "")}";
    }

    private static string Value(object? value) => value switch
    {
        null => "null or default",
        string text => $"'{text}'",
        IFormattable number => number.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private static string Constraints(Type[] parameters) => string.Concat(parameters.Where(parameter => parameter.IsGenericParameter).Select(Constraint));

    private static string Constraint(Type parameter)
    {
        var kinds = parameter.GenericParameterAttributes;
        string[] all =
        [
            .. kinds.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint) ? ["class"] : Array.Empty<string>(),
            .. kinds.HasFlag(GenericParameterAttributes.NotNullableValueTypeConstraint) ? ["struct"] : Array.Empty<string>(),
            .. parameter.GetGenericParameterConstraints().Where(type => type != typeof(ValueType)).Select(Name).Order(StringComparer.Ordinal),
            .. kinds.HasFlag(GenericParameterAttributes.DefaultConstructorConstraint) ? ["new()"] : Array.Empty<string>(),
        ];
        var variance = kinds.HasFlag(GenericParameterAttributes.Covariant) ? "out " : kinds.HasFlag(GenericParameterAttributes.Contravariant) ? "in " : "";
        return all.Length == 0 && variance.Length == 0 ? "" : $" where {variance}{parameter.Name} : {string.Join(", ", all)}";
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
