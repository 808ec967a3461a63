using TorchSharp;
using Xunit;

namespace MlopsCl.Standins.Tests.TorchSharp;

/// <summary>The stand-in shows nothing that TorchSharp does not have: its members are lines of a list taken from TorchSharp 0.107.</summary>
public sealed class ApiTests
{
    private static readonly string KeptList = Path.Combine(AppContext.BaseDirectory, "TorchSharp.api.txt");

    [Fact]
    public void EveryPublicMember_IsALineOfTorchSharpsOwnListing() => Assert.Empty(ApiListing.Missing(typeof(torch).Assembly, KeptList));

    [Fact]
    public void TheKeptList_HoldsNoMemberThatTheStandInLacks() => Assert.Empty(ApiListing.Stale(typeof(torch).Assembly, KeptList));
}
