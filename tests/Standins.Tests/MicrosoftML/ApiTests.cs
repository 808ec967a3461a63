using Microsoft.ML;
using Xunit;

namespace MlopsCl.Standins.Tests.MicrosoftML;

/// <summary>The stand-in shows nothing that ML.NET does not have: its members are lines of a list taken from ML.NET's assemblies.</summary>
public sealed class ApiTests
{
    private static readonly string KeptList = Path.Combine(AppContext.BaseDirectory, "Microsoft.ML.api.txt");

    [Fact]
    public void EveryPublicMember_IsALineOfMlNetsOwnListing() => Assert.Empty(ApiListing.Missing(typeof(MLContext).Assembly, KeptList));

    [Fact]
    public void TheKeptList_HoldsNoMemberThatTheStandInLacks() => Assert.Empty(ApiListing.Stale(KeptList, typeof(MLContext).Assembly));

    [Fact]
    public void PublicSignatures_SayNothingAboutNull_AsMlNetsDoNot()
    {
        var annotated = typeof(MLContext).Assembly.GetExportedTypes()
            .SelectMany(t => t.GetMembers().Append(t))
            .Where(m => m.Module.Assembly == typeof(MLContext).Assembly)
            .Where(m => m.CustomAttributes.Any(a => a.AttributeType.Name is "NullableAttribute" or "NullableContextAttribute"));
        Assert.Empty(annotated);
    }
}
