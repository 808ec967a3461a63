using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.MlNet.Conformance;

public sealed class BindingTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void NullText_ComesBackAsEmptyText()
    {
        var view = _ml.Data.LoadFromEnumerable(new List<Texts> { new() { One = null, Many = ["a", null] } });
        var row = _ml.Data.CreateEnumerable<Texts>(view, false).Single();
        Assert.Equal("", row.One);
        Assert.Equal("a,", string.Join(",", row.Many!));
        Assert.NotNull(row.Many![1]);
    }

    [Fact]
    public void NullAndEmptyArrays_AreEmptyVectors_AndComeBackAsNull()
    {
        var view = _ml.Data.LoadFromEnumerable(new List<Texts> { new() { Many = null }, new() { Many = [] } });
        Assert.Equal([0, 0], view.GetColumn<VBuffer<ReadOnlyMemory<char>>>("Many").Select(v => v.Length));
        Assert.All(_ml.Data.CreateEnumerable<Texts>(view, false), row => Assert.Null(row.Many));
    }

    [Fact]
    public void AKnownSize_IsNotEnforcedOnValues()
    {
        var view = _ml.Data.LoadFromEnumerable(new List<Row> { new() { Pair = [1, 2, 3] } });
        Assert.True(((VectorDataViewType)view.Schema["Pair"].Type).IsKnownSize);
        Assert.Equal([1, 2, 3], _ml.Data.CreateEnumerable<Row>(view, false).Single().Pair!);
    }

    [Fact]
    public void VariableAndKnownSizes_BindToEitherKind()
    {
        var known = _ml.Data.LoadFromEnumerable(new List<KnownSize> { new() { Values = [1, 2] } });
        var variable = _ml.Data.LoadFromEnumerable(new List<VariableSize> { new() { Values = [3] } });
        Assert.Equal([1, 2], _ml.Data.CreateEnumerable<VariableSize>(known, false).Single().Values!);
        Assert.Equal([3], _ml.Data.CreateEnumerable<KnownSize>(variable, false).Single().Values!);
    }

    [Fact]
    public void AByteVector_ReadsAsArrayAndAsBuffer()
    {
        var view = _ml.Data.LoadFromEnumerable(new List<Row> { new() { Bytes = [1, 2, 255] } });
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Byte), view.Schema["Bytes"].Type);
        Assert.Equal([1, 2, 255], _ml.Data.CreateEnumerable<Row>(view, false).Single().Bytes!);
        Assert.Equal([1, 2, 255], _ml.Data.CreateEnumerable<Buffered>(view, false).Single().Bytes.DenseValues());
    }

    [Theory]
    [InlineData(typeof(NullableMember))]
    [InlineData(typeof(EnumMember))]
    [InlineData(typeof(DecimalMember))]
    [InlineData(typeof(UriMember))]
    [InlineData(typeof(JaggedMember))]
    public void AMemberThatNoColumnHolds_IsOutOfRange(Type type) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SchemaDefinition.Create(type));

    [Fact]
    public void NoColumn_LeavesAMemberOut() => Assert.Equal(["Kept"], SchemaDefinition.Create(typeof(Skipping)).Select(c => c.ColumnName));

    [Fact]
    public void Fields_ComeBeforeProperties_AndColumnNameRenames() =>
        Assert.Equal(["Field", "Other", "Property"], SchemaDefinition.Create(typeof(Ordered)).Select(c => c.ColumnName));

    [Fact]
    public void GetOnlyMembers_AreRead_AndInitMembersAreWritten()
    {
        var view = _ml.Data.LoadFromEnumerable(new List<GetOnly> { new() { Start = 2 } });
        Assert.Equal([2, 4], new[] { view.GetColumn<float>("Start").Single(), view.GetColumn<float>("Twice").Single() });
        var back = _ml.Data.CreateEnumerable<GetOnly>(view, false).Single();
        Assert.Equal(2, back.Start);
    }

    [Fact]
    public void AMissingColumn_IsOutOfRange_UnlessItIsToBeIgnored()
    {
        var view = _ml.Data.LoadFromEnumerable(new List<KnownSize> { new() { Values = [1, 2] } });
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.CreateEnumerable<Texts>(view, false).ToList());
        Assert.Null(_ml.Data.CreateEnumerable<Texts>(view, false, ignoreMissingColumns: true).Single().One);
    }

    [Fact]
    public void AColumnOfAnotherType_IsRefused()
    {
        var view = _ml.Data.LoadFromEnumerable(new List<Texts> { new() });
        Assert.Throws<InvalidOperationException>(() => _ml.Data.CreateEnumerable<NumberNamedOne>(view, false, ignoreMissingColumns: true).ToList());
    }

    [Fact]
    public void AKey_CountsFromZeroInTheMember_AndFromOneInTheView()
    {
        var view = _ml.Data.LoadFromEnumerable(new List<Keyed> { new() { Key = 0 }, new() { Key = 2 }, new() { Key = 3 } });
        Assert.Equal(new KeyDataViewType(typeof(uint), 3), view.Schema["Key"].Type);
        Assert.Equal([1u, 3u, 0u], view.GetColumn<uint>("Key"));
        Assert.Equal([1u, 3u, 0u], _ml.Data.CreateEnumerable<Keyed>(view, false).Select(r => r.Key));
    }

    [Fact]
    public void ASchemaDefinition_RenamesColumns()
    {
        var definition = SchemaDefinition.Create(typeof(Texts));
        definition["One"].ColumnName = "Prompt";
        var view = _ml.Data.LoadFromEnumerable(new List<Texts> { new() { One = "hello" } }, definition);
        Assert.Equal(["hello"], view.GetColumn<string>("Prompt"));
    }

    [Fact]
    public void ASchemaDefinition_KnowsItsColumnsByName()
    {
        var definition = SchemaDefinition.Create(typeof(Texts));
        Assert.Null(definition["Nothing"]);
        Assert.Throws<ArgumentOutOfRangeException>(() => definition["Other"] = definition["One"]);
    }

    [Fact]
    public void ASchema_GivesAnnotationsToTheColumnsOfItsNames()
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.AddPrimitiveValue("Digest", TextDataViewType.Instance, "abc".AsMemory());
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("One", TextDataViewType.Instance, annotations.ToAnnotations());
        var view = _ml.Data.LoadFromEnumerable(new List<Texts> { new() { One = "x" } }, schema.ToSchema());
        ReadOnlyMemory<char> digest = default;
        view.Schema["One"].Annotations.GetValue("Digest", ref digest);
        Assert.Equal("abc", digest.ToString());
        schema.AddColumn("Nothing", TextDataViewType.Instance);
        Assert.Throws<InvalidOperationException>(() => _ml.Data.LoadFromEnumerable(new List<Texts>(), schema.ToSchema()));
    }

    [Fact]
    public void AReusedRowObject_IsTheSameObjectEachTime()
    {
        var rows = _ml.Data.CreateEnumerable<Row>(Source.Of(_ml, 2), reuseRowObject: true);
        Assert.Single(rows.Distinct(ReferenceEqualityComparer.Instance).ToList());
    }

    [Fact]
    public void AnOwnType_IsCarriedAsTheObjectItself()
    {
        var shape = new OwnShape();
        var view = _ml.Data.LoadFromEnumerable(new List<OwnRow> { new() { Shape = shape } });
        Assert.IsType<OwnShapeType>(view.Schema["Shape"].Type);
        Assert.Same(shape, _ml.Data.CreateEnumerable<OwnRow>(view, false).Single().Shape);
    }

    [Fact]
    public void GetColumn_OfAnotherType_IsRefused() =>
        Assert.ThrowsAny<Exception>(() => Source.Of(_ml, 1).GetColumn<double>("Text").ToList());

    private sealed class Texts
    {
        public string? One { get; set; }

        public string?[]? Many { get; set; }
    }

    private sealed class NumberNamedOne
    {
        public float One { get; set; }
    }

    private sealed class KnownSize
    {
        [VectorType(2)]
        public float[]? Values { get; set; }
    }

    private sealed class VariableSize
    {
        public float[]? Values { get; set; }
    }

    private sealed class Buffered
    {
        public VBuffer<byte> Bytes { get; set; }
    }

    private sealed class NullableMember
    {
        public int? Value { get; set; }
    }

    private sealed class EnumMember
    {
        public DayOfWeek Value { get; set; }
    }

    private sealed class DecimalMember
    {
        public decimal Value { get; set; }
    }

    private sealed class UriMember
    {
        public Uri? Value { get; set; }
    }

    private sealed class JaggedMember
    {
        public float[][]? Value { get; set; }
    }

    private sealed class Skipping
    {
        public float Kept { get; set; }

        [NoColumn]
        public Uri? Left { get; set; }
    }

    private sealed class Ordered
    {
        public float Field = 1;

        public float Property { get; set; }

        [ColumnName("Other")]
        public float Renamed = 2;
    }

    private sealed class GetOnly
    {
        public float Start { get; init; }

        public float Twice => 2 * Start;
    }

    private sealed class Keyed
    {
        [KeyType(3)]
        public uint Key { get; set; }
    }

    private sealed class OwnRow
    {
        [OwnShapeColumn]
        public OwnShape? Shape { get; set; }
    }
}
