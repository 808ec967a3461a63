using Microsoft.ML;
using MlopsCl.Standins.Tests;

namespace MlopsCl.MlNet.Conformance;

/// <summary>The list that the stand-in is held against is a part of what ML.NET declares.</summary>
public sealed class ApiListTests
{
    [Fact]
    public void EveryMemberOfTheKeptList_IsDeclaredAsItSays()
    {
        var parts = new[] { typeof(IDataView), typeof(ITransformer), typeof(MLContext), typeof(ExpressionCatalog) }.Select(type => type.Assembly).Distinct();
        Assert.Empty(ApiListing.Stale(Path.Combine(AppContext.BaseDirectory, "Microsoft.ML.api.txt"), parts));
    }
}
