using System.Reflection;
using MlopsCl.Standins.Tests;

namespace MlopsCl.Architecture.Tests;

/// <summary>What programs use of ML.NET and TorchSharp, by the references in their compiled code, stands in the lists of what those declare.</summary>
public sealed class UsedMemberTests
{
    private const int TypeReferences = 0x01000000;
    private const int MemberReferences = 0x0A000000;

    private static readonly Dictionary<string, HashSet<string>> s_lists = new()
    {
        ["MlopsCl.Standins.MicrosoftML"] = Lines("Microsoft.ML"),
        ["MlopsCl.Standins.TorchSharp"] = Lines("TorchSharp"),
    };

    public static TheoryData<string, int> Programs => new()
    {
        { "src/Learner/MlopsCl.Learner", 100 },
        { "src/Transforms/MlopsCl.Transforms", 60 },
        { "src/Pipeline/MlopsCl.Pipeline", 1 },
        { "src/Consumers/MlopsCl.Consumers", 0 },
        { "src/Serving/MlopsCl.Serving", 0 },
        { "src/Host/mlopscl", 0 },
        { "samples/Classify/MlopsCl.Samples.Classify", 10 },
        { "samples/AskApi/MlopsCl.Samples.AskApi", 0 },
        { "bench/mlnet/MlopsCl.Bench.MlNet", 5 },
        { "tests/MlNet.Conformance/MlopsCl.MlNet.Conformance", 80 },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void EveryMemberThatAProgramUses_IsALineOfItsLibrarysList(string program, int atLeast)
    {
        var used = Used(Assembly.LoadFrom(PathOf(program))).ToArray();
        Assert.True(used.Length >= atLeast, $"{program} uses {used.Length} members, at least {atLeast} were expected.");
        Assert.Empty(used.Where(member => !s_lists[Library(member)].Contains(ApiListing.Line(member))).Select(ApiListing.Line).Order(StringComparer.Ordinal));
    }

    // On the packages themselves the compiler has checked it.
    private static IEnumerable<MemberInfo> Used(Assembly program) =>
        References(program.ManifestModule, TypeReferences).Concat(References(program.ManifestModule, MemberReferences))
            .Where(member => s_lists.ContainsKey(Library(member))).Select(Definition).Where(
                member => member is not MethodInfo { IsSpecialName: true, DeclaringType.IsArray: true }).Distinct();

    private static IEnumerable<MemberInfo> References(Module module, int table)
    {
        var contexts = Contexts(module).ToArray();
        for (var row = 1; IsThere(module, table | row); row++)
            yield return contexts.Select(context => Resolved(module, table | row, context)).FirstOrDefault(member => member is not null)
                ?? throw new InvalidOperationException($"Reference {table | row:x} of {module.Name} cannot be resolved.");
    }

    private static bool IsThere(Module module, int token)
    {
        try
        {
            module.ResolveMember(token);
            return true;
        }
        catch (ArgumentOutOfRangeException)
        {
            return false;
        }
        catch (ArgumentException)
        {
            return true; // it is there, and needs a context
        }
    }

    // A reference made in generic code names that code's own parameters.
    private static IEnumerable<(Type[] OfType, Type[] OfMethod)> Contexts(Module module)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        yield return ([], []);
        foreach (var type in module.GetTypes())
        {
            if (type.IsGenericTypeDefinition)
                yield return (type.GetGenericArguments(), []);
            foreach (var method in type.GetMethods(All).Where(method => method.IsGenericMethodDefinition))
                yield return (type.GetGenericArguments(), method.GetGenericArguments());
        }
    }

    private static MemberInfo? Resolved(Module module, int token, (Type[] OfType, Type[] OfMethod) context)
    {
        try
        {
            return module.ResolveMember(token, context.OfType, context.OfMethod);
        }
        catch (Exception error) when (error is ArgumentException or TypeLoadException or BadImageFormatException)
        {
            return null; // another context's
        }
    }

    // A member of VBuffer<float> is declared by VBuffer<T>.
    private static MemberInfo Definition(MemberInfo member) => member is Type type
        ? type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type
        : member.Module.ResolveMember(member.MetadataToken)!;

    private static string Library(MemberInfo member) => member.Module.Assembly.GetName().Name!;

    private static HashSet<string> Lines(string library) =>
        [.. File.ReadLines(Path.Combine(Repository.Root, "standins", library, "api.txt"))];

    // tests/Architecture.Tests/bin/CONFIGURATION/FRAMEWORK names the same two folders of the program.
    private static string PathOf(string program)
    {
        var built = Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "Architecture.Tests"), AppContext.BaseDirectory);
        return Path.Combine(Repository.Root, Path.GetDirectoryName(program)!, built, Path.GetFileName(program) + ".dll");
    }
}
