using TorchSharp;
using Xunit;

namespace MlopsCl.Standins.Tests.TorchSharp;

/// <summary>The stand-in shows nothing that TorchSharp does not have: its members are lines of a list taken from TorchSharp 0.107.</summary>
public sealed class SubsetTests
{
    [Fact]
    public void EveryPublicMember_IsALineOfTorchSharpsOwnListing() =>
        Assert.Empty(ApiListing.Missing(typeof(torch).Assembly, Path.Combine(AppContext.BaseDirectory, "TorchSharp.api.txt")));
}
