using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace MlopsCl.Architecture.Tests;

/// <summary>What an assembly offers, and what others use of it, read from their metadata.</summary>
internal static class StandinUse
{
    /// <summary>The methods, operators, constructors and accessors that an assembly shows, except what overrides or implements another's.</summary>
    public static IReadOnlySet<string> Offered(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        var reader = image.GetMetadataReader();
        return reader.TypeDefinitions.Where(type => IsVisible(reader, reader.GetTypeDefinition(type)))
            .SelectMany(type => reader.GetTypeDefinition(type).GetMethods().Select(reader.GetMethodDefinition).Where(IsOwn)
                .Select(method => Name(reader, type, method)))
            .Where(name => !name.EndsWith("..ctor()", StringComparison.Ordinal))
            .ToHashSet();
    }

    /// <summary>The methods of other assemblies that an assembly calls.</summary>
    public static IReadOnlySet<string> Used(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        var reader = image.GetMetadataReader();
        return reader.MemberReferences.Select(reader.GetMemberReference).Where(member => member.GetKind() == MemberReferenceKind.Method)
            .Select(member => MemberNames.Of(
                Parent(reader, member), reader.GetString(member.Name), member.DecodeMethodSignature(MemberNames.Instance, null)))
            .ToHashSet();
    }

    private static string Name(MetadataReader reader, TypeDefinitionHandle type, MethodDefinition method) => MemberNames.Of(
        MemberNames.Instance.GetTypeFromDefinition(reader, type, 0), reader.GetString(method.Name), method.DecodeSignature(MemberNames.Instance, null));

    private static string Parent(MetadataReader reader, MemberReference member) => member.Parent.Kind switch
    {
        HandleKind.TypeReference => MemberNames.Instance.GetTypeFromReference(reader, (TypeReferenceHandle)member.Parent, 0),
        HandleKind.TypeSpecification =>
            MemberNames.Instance.GetTypeFromSpecification(reader, null, (TypeSpecificationHandle)member.Parent, 0).Split('<')[0],
        _ => "",
    };

    private static bool IsOwn(MethodDefinition method) =>
        (method.Attributes & MethodAttributes.Virtual) == 0
        && (method.Attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private static bool IsVisible(MetadataReader reader, TypeDefinition type) => (type.Attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.Public => true,
        TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem =>
            IsVisible(reader, reader.GetTypeDefinition(type.GetDeclaringType())),
        _ => false,
    };
}
