using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.MlNet.Conformance;

public sealed class CustomMappingTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void AMapping_AddsTheColumnsOfItsClass()
    {
        var view = Source.Of(_ml, 3);
        var mapped = _ml.Transforms.CustomMapping<Mappings.In, Mappings.Out>(Mappings.Measure, null).Fit(view).Transform(view);
        Assert.Equal([5f, 5f, 5f], mapped.GetColumn<float>("Length"));
        Assert.Equal(["ROW 0", "ROW 1", "ROW 2"], mapped.GetColumn<string>("Loud"));
    }

    [Fact]
    public void AMapping_RunsOncePerRow_HoweverManyOutputsAreRead()
    {
        var runs = 0;
        var view = Source.Of(_ml, 6);
        var mapped = _ml.Transforms.CustomMapping<Mappings.In, Mappings.Out>((source, target) =>
        {
            Interlocked.Increment(ref runs);
            Mappings.Measure(source, target);
        }, null).Fit(view).Transform(view);
        Assert.Equal(
            6, _ml.Data.CreateEnumerable<Mappings.Out>(mapped, false).Count(o => o.Length == 5 && o.Loud!.StartsWith("ROW", StringComparison.Ordinal)));
        Assert.Equal(6, runs);
    }

    [Fact]
    public void TheSourceObject_IsReusedFromRowToRow()
    {
        var sources = new System.Collections.Concurrent.ConcurrentDictionary<Mappings.In, bool>(ReferenceEqualityComparer.Instance);
        var view = Source.Of(_ml, 2000);
        var mapped = _ml.Transforms.CustomMapping<Mappings.In, Mappings.Out>((source, _) => sources[source] = true, null).Fit(view).Transform(view);
        Assert.Equal(2000, mapped.GetColumn<float>("Length").Count());
        Assert.InRange(sources.Count, 1, 1999);
    }

    [Fact]
    public void AStatefulMapping_KeepsItsStateAlongOneCursor()
    {
        var view = Source.Of(_ml, 4);
        var mapped = _ml.Transforms.StatefulCustomMapping<Mappings.NumberIn, Mappings.SumOut, Mappings.Total>(Mappings.Add, Mappings.Start, null)
            .Fit(view).Transform(view);
        Assert.Equal([100f, 101f, 103f, 106f], mapped.GetColumn<float>("SumSoFar"));
        Assert.Equal([100f, 101f, 103f, 106f], mapped.GetColumn<float>("SumSoFar"));
    }

    // A column of a stateful mapping's input that nobody asked for is asked for all the same, and is not there.
    [Fact]
    public void AStatefulMappingThatReadsAColumn_CannotBeReadAround()
    {
        var view = Source.Of(_ml, 2);
        var mapped = _ml.Transforms.StatefulCustomMapping<Mappings.NumberIn, Mappings.SumOut, Mappings.Total>(Mappings.Add, Mappings.Start, null)
            .Fit(view).Transform(view);
        var error = Record.Exception(() => mapped.GetColumn<string>("Text").ToList())?.GetBaseException();
        Assert.True(error is InvalidOperationException or ArgumentOutOfRangeException, error?.ToString() ?? "The column was read.");
    }

    [Fact]
    public void AStatefulMappingThatReadsNoColumn_CanBeReadAround()
    {
        var view = Source.Of(_ml, 2);
        var mapped = _ml.Transforms.StatefulCustomMapping<NoColumns, ShapeOut, Mappings.Total>((_, _, _) => { }, Mappings.Start, null).Fit(view)
            .Transform(view);
        Assert.Equal(["row 0", "row 1"], mapped.GetColumn<string>("Text"));
    }

    [Fact]
    public void AMappingThatReadsAColumnOfObjects_ReadsNoRowsAhead()
    {
        var source = new Source(5000);
        var view = source.View(_ml);
        var chain = _ml.Transforms.StatefulCustomMapping<NoColumns, ShapeOut, Mappings.Total>(
            (_, shown, _) => shown.Shape = new OwnShape(), Mappings.Start, null)
            .Append(_ml.Transforms.CopyColumns("Copy", "Text"))
            .Append(_ml.Transforms.Expression("Constant", "(p) : \"x\"", "Copy"))
            .Append(_ml.Transforms.CustomMapping<ShapedIn, Mappings.Out>((read, made) => made.Length = read.Copy!.Length, null))
            .Append(_ml.Transforms.DropColumns("Shape", "Copy", "Constant"));
        var mapped = chain.Fit(view).Transform(view);
        Assert.Equal(5f, mapped.GetColumn<float>("Length").First());
        Assert.Equal(1, source.RowsRead);
    }

    [Fact]
    public void AMapping_NeedsNoInputColumns_AndItsOutputsCanBeRenamed()
    {
        var definition = SchemaDefinition.Create(typeof(Mappings.Out), SchemaDefinition.Direction.Write);
        definition["Loud"].ColumnName = "Answer";
        var view = Source.Of(_ml, 1);
        var mapped = _ml.Transforms.CustomMapping<NoColumns, Mappings.Out>((_, target) => target.Loud = "x", null, null, definition).Fit(view).Transform(view);
        Assert.Equal(["x"], mapped.GetColumn<string>("Answer"));
    }

    [Fact]
    public void AConstantExpression_IsTheSameTextInEveryRow()
    {
        var view = Source.Of(_ml, 2);
        var mapped = _ml.Transforms.Expression("Constant", "(p) : \"a-b_9\"", "Text").Fit(view).Transform(view);
        Assert.Equal(["a-b_9", "a-b_9"], mapped.GetColumn<string>("Constant"));
    }

    [Fact]
    public void AnExpression_WithAnotherNumberOfInputs_IsRefused() =>
        Assert.ThrowsAny<Exception>(() => _ml.Transforms.Expression("Constant", "(p, q) : \"a\"", "Text").Fit(Source.Of(_ml, 1)));

    private sealed class NoColumns;

    private sealed class ShapeOut
    {
        [OwnShapeColumn]
        public OwnShape? Shape { get; set; }
    }

    private sealed class ShapedIn
    {
        [OwnShapeColumn]
        public OwnShape? Shape { get; set; }

        public string? Copy { get; set; }

        public string? Constant { get; set; }
    }
}
