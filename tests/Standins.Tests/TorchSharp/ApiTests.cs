using TorchSharp;
using Xunit;

namespace MlopsCl.Standins.Tests.TorchSharp;

/// <summary>The kept list holds on either library: it is the stand-in's, and a part of what TorchSharp declares.</summary>
public sealed class ApiTests
{
    private static readonly string KeptList = Path.Combine(AppContext.BaseDirectory, "TorchSharp.api.txt");

    [Fact]
    public void EveryMemberOfTheKeptList_IsDeclaredAsItSays() => Assert.Empty(ApiListing.Stale(KeptList, typeof(torch).Assembly));
}
