using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.MlNet.Conformance;

public sealed class SchemaTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void AnUnknownColumnName_IsOutOfRange()
    {
        var schema = Source.Of(_ml, 1).Schema;
        Assert.Throws<ArgumentOutOfRangeException>(() => schema["Nothing"]);
        Assert.Null(schema.GetColumnOrNull("Nothing"));
    }

    [Fact]
    public void AMissingColumn_IsOutOfRange_WhenFitted_AndWhenTransformed()
    {
        var full = Source.Of(_ml, 1);
        var estimator = _ml.Transforms.CopyColumns("Copy", "Text");
        var transformer = estimator.Fit(full);
        var dropped = _ml.Transforms.DropColumns("Text").Fit(full).Transform(full);
        Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Fit(dropped));
        Assert.Throws<ArgumentOutOfRangeException>(() => transformer.Transform(dropped));
        Assert.Throws<ArgumentOutOfRangeException>(() => transformer.GetOutputSchema(dropped.Schema));
    }

    [Fact]
    public void AMismatchedColumn_IsAnInvalidOperation_WhenAMappingAloneIsFitted_AndOutOfRangeInAChain()
    {
        var view = _ml.Data.LoadFromEnumerable(new[] { new { Text = 1f } });
        var mapping = _ml.Transforms.CustomMapping<Mappings.In, Mappings.Out>((_, _) => { }, null);
        Assert.Throws<InvalidOperationException>(() => mapping.Fit(view));
        Assert.Throws<ArgumentOutOfRangeException>(() => mapping.Append(new ShapeRecorder()).Fit(view));
    }

    [Fact]
    public void AMissingColumn_IsOutOfRange_WhenAMappingIsFitted_AloneAndInAChain()
    {
        var view = _ml.Data.LoadFromEnumerable(new[] { new { Other = 1f } });
        var mapping = _ml.Transforms.CustomMapping<Mappings.In, Mappings.Out>((_, _) => { }, null);
        Assert.Throws<ArgumentOutOfRangeException>(() => mapping.Fit(view));
        Assert.Throws<ArgumentOutOfRangeException>(() => mapping.Append(new ShapeRecorder()).Fit(view));
    }

    [Fact]
    public void AMappingOverAnyVector_TakesAKnownSize_ButInAChainNotTheOtherWayRound()
    {
        var known = _ml.Data.LoadFromEnumerable(new List<KnownPair> { new() { Pair = [1, 2] } });
        var any = _ml.Data.LoadFromEnumerable(new List<AnyPair> { new() { Pair = [1] } });
        Assert.NotNull(_ml.Transforms.CustomMapping<AnyPair, Mappings.Out>((_, _) => { }, null).Fit(known));
        Assert.Throws<ArgumentOutOfRangeException>(
            () => _ml.Transforms.CustomMapping<KnownPair, Mappings.Out>((_, _) => { }, null).Append(new ShapeRecorder()).Fit(any));
    }

    [Fact]
    public void AChain_FindsAMissingColumn_BeforeAnyStepIsFitted()
    {
        var source = new Source(2);
        var chain = _ml.Transforms.CopyColumns("A", "Text").AppendCacheCheckpoint(_ml).Append(_ml.Transforms.CopyColumns("B", "Nothing"));
        Assert.Throws<ArgumentOutOfRangeException>(() => chain.Fit(source.View(_ml)));
        Assert.Equal(0, source.RowsRead);
    }

    [Fact]
    public void ANewColumnOfAnExistingName_StandsRightAfterTheOneThatItHides()
    {
        var view = Source.Of(_ml, 1);
        var schema = _ml.Transforms.CopyColumns("Text", "Text").Fit(view).GetOutputSchema(view.Schema);
        Assert.Equal(["Text", "Text", "Number", "Pair", "Bytes"], schema.Select(c => c.Name));
        Assert.Equal([true, false, false, false, false], schema.Select(c => c.IsHidden));
        Assert.Equal(1, schema["Text"].Index);
    }

    [Fact]
    public void DropColumns_DropsHiddenColumnsOfThatNameToo()
    {
        var view = Source.Of(_ml, 1);
        var chain = _ml.Transforms.CopyColumns("Text", "Text").Append(_ml.Transforms.DropColumns("Text"));
        Assert.Equal(["Number", "Pair", "Bytes"], chain.Fit(view).GetOutputSchema(view.Schema).Select(c => c.Name));
    }

    [Fact]
    public void SelectColumns_OrdersByTheNamesGiven_AndDropsHiddenColumns()
    {
        var view = Source.Of(_ml, 1);
        var chain = _ml.Transforms.CopyColumns("Text", "Text").Append(_ml.Transforms.SelectColumns("Number", "Text"));
        var schema = chain.Fit(view).GetOutputSchema(view.Schema);
        Assert.Equal(["Number", "Text"], schema.Select(c => c.Name));
        Assert.DoesNotContain(schema, c => c.IsHidden);
    }

    [Fact]
    public void Annotations_AreReadBackByNameAndType()
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddPrimitiveValue("Digest", TextDataViewType.Instance, "abc".AsMemory());
        builder.Add<float>("Scale", NumberDataViewType.Single, (ref float value) => value = 2);
        var schemaBuilder = new DataViewSchema.Builder();
        schemaBuilder.AddColumn("Answer", TextDataViewType.Instance, builder.ToAnnotations());
        var annotations = schemaBuilder.ToSchema()["Answer"].Annotations;
        ReadOnlyMemory<char> digest = default;
        annotations.GetValue("Digest", ref digest);
        float scale = 0;
        annotations.GetValue("Scale", ref scale);
        Assert.Equal("abc", digest.ToString());
        Assert.Equal(2, scale);
        Assert.ThrowsAny<Exception>(() => annotations.GetValue("Nothing", ref scale));
    }

    [Fact]
    public void TypesWithEqualParts_AreEqual()
    {
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 3), new VectorDataViewType(NumberDataViewType.Single, 3));
        Assert.NotEqual(new VectorDataViewType(NumberDataViewType.Single, 3), new VectorDataViewType(NumberDataViewType.Single));
        Assert.Equal(new KeyDataViewType(typeof(uint), 5), new KeyDataViewType(typeof(uint), 5));
        Assert.Equal(typeof(VBuffer<byte>), new VectorDataViewType(NumberDataViewType.Byte).RawType);
        Assert.False(new VectorDataViewType(NumberDataViewType.Byte).IsKnownSize);
    }

    [Fact]
    public void Shapes_TellScalarsVectorsAndKeysApart()
    {
        var view = _ml.Data.LoadFromEnumerable(new List<Keyed> { new() });
        var recorder = new ShapeRecorder();
        _ml.Transforms.CopyColumns("Copy", "Group").Append(recorder).Fit(view);
        var shape = recorder.Seen.ToDictionary(c => c.Name);
        Assert.Equal(SchemaShape.Column.VectorKind.Scalar, shape["Group"].Kind);
        Assert.True(shape["Copy"].IsKey);
        Assert.Equal(NumberDataViewType.UInt32, shape["Copy"].ItemType);
        Assert.Equal(SchemaShape.Column.VectorKind.VariableVector, shape["Any"].Kind);
        Assert.Equal(SchemaShape.Column.VectorKind.Vector, shape["Three"].Kind);
        Assert.Equal(TextDataViewType.Instance, shape["Words"].ItemType);
    }

    private sealed class Keyed
    {
        [KeyType(3)]
        public uint Group { get; set; }

        public float[]? Any { get; set; }

        [VectorType(3)]
        public float[]? Three { get; set; }

        public string[]? Words { get; set; }
    }

    private sealed class KnownPair
    {
        [VectorType(2)]
        public float[]? Pair { get; set; }
    }

    private sealed class AnyPair
    {
        public float[]? Pair { get; set; }
    }
}
