namespace MlopsCl.Architecture.Tests;

public sealed class StandinTests
{
    // C# wants both of a pair of operators, whichever of them is used.
    private static readonly (string One, string Other)[] Pairs =
    [
        ("op_LessThan", "op_GreaterThan"), ("op_LessThanOrEqual", "op_GreaterThanOrEqual"), ("op_Equality", "op_Inequality"),
    ];

    // What owns tensors is there as a whole, and whether one was disposed: scopes behave as TorchSharp's, used or not.
    private static readonly string[] Whole = ["DisposeScope", "Tensor.get_IsInvalid()"];

    [Fact]
    public void Every_member_of_the_stand_in_for_TorchSharp_is_used_by_the_product_or_by_its_tests()
    {
        var offered = StandinUse.Offered(BuiltBy("Standins.Tests", "MlopsCl.Standins.TorchSharp.dll"));
        string[] users = [BuiltBy("Learner.Tests", "MlopsCl.Learner.dll"), BuiltBy("Learner.Tests", "MlopsCl.Learner.Tests.dll")];
        var used = users.SelectMany(StandinUse.Used).ToHashSet();
        Assert.True(offered.Count > 100, $"Only {offered.Count} members found.");
        var idle = offered.Where(member => !used.Contains(member) && !Twins(member).Any(used.Contains))
            .Where(member => !Whole.Any(part => member.Contains(part, StringComparison.Ordinal))).Order(StringComparer.Ordinal);
        Assert.Equal("", string.Join('\n', idle));
    }

    private static IEnumerable<string> Twins(string member) =>
        Pairs.SelectMany(pair => new[] { Exchanged(member, pair.One, pair.Other), Exchanged(member, pair.Other, pair.One) }).OfType<string>();

    private static string? Exchanged(string member, string from, string to) =>
        member.Contains($".{from}(", StringComparison.Ordinal) ? member.Replace($".{from}(", $".{to}(", StringComparison.Ordinal) : null;

    /// <summary>An assembly in the output of a test project, which is built before this one, in the same configuration.</summary>
    private static string BuiltBy(string project, string file)
    {
        var output = Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "Architecture.Tests"), AppContext.BaseDirectory);
        return Path.Combine(Repository.Root, "tests", project, output, file);
    }
}
