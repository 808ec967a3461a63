using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace MlopsCl.MlNet.Conformance;

public sealed class ModelFileTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void ASingleTransformer_ComesBackAsItself()
    {
        var view = Source.Of(_ml, 2);
        var loaded = RoundTrip(_ml.Transforms.CopyColumns("Copy", "Text").Fit(view), view.Schema, out _);
        Assert.IsType<ColumnCopyingTransformer>(loaded);
        Assert.Equal(["row 0", "row 1"], loaded.Transform(view).GetColumn<string>("Copy"));
    }

    [Fact]
    public void AChain_ComesBackAsAChain_WithEqualAnswers()
    {
        var view = Source.Of(_ml, 3);
        var chain = _ml.Transforms.CopyColumns("Copy", "Text")
            .Append(_ml.Transforms.Expression("Constant", "(p) : \"fixed\"", "Copy"))
            .Append(_ml.Transforms.CustomMapping<Mappings.In, Mappings.Out>(Mappings.Measure, Mappings.LengthContract))
            .Append(
                _ml.Transforms.StatefulCustomMapping<Mappings.NumberIn, Mappings.SumOut, Mappings.Total>(
                    Mappings.Add, Mappings.Start, Mappings.RunningContract))
            .Append(_ml.Transforms.DropColumns("Pair"));
        var loaded = Assert.IsType<TransformerChain<ITransformer>>(RoundTrip(chain.Fit(view), view.Schema, out _));
        var output = loaded.Transform(view);
        var rows = _ml.Data.CreateEnumerable<Output>(output, reuseRowObject: false).ToList();
        Assert.Equal(["fixed", "fixed", "fixed"], rows.Select(row => row.Constant));
        Assert.Equal([5f, 5f, 5f], rows.Select(row => row.Length));
        Assert.Equal([100f, 101f, 103f], rows.Select(row => row.SumSoFar));
        Assert.Null(output.Schema.GetColumnOrNull("Pair"));
    }

    [Fact]
    public void TheInputSchema_ComesBack_AndIsNullWhereNoneWasSaved()
    {
        var view = Source.Of(_ml, 1);
        var model = _ml.Transforms.CopyColumns("Copy", "Text").Fit(view);
        RoundTrip(model, view.Schema, out var schema);
        Assert.Equal(view.Schema.Select(c => (c.Name, c.Type)), schema.Select(c => (c.Name, c.Type)));
        RoundTrip(model, null, out var none);
        Assert.Null(none);
    }

    [Fact]
    public void SchemaColumnsOfOwnTypes_AreLeftOutSilently()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Text", TextDataViewType.Instance);
        builder.AddColumn("Shape", new OwnShapeType());
        RoundTrip(_ml.Transforms.CopyColumns("Copy", "Text").Fit(Source.Of(_ml, 1)), builder.ToSchema(), out var schema);
        Assert.Equal(["Text"], schema.Select(c => c.Name));
    }

    [Fact]
    public void AMappingWithoutAContract_CannotBeSaved()
    {
        var view = Source.Of(_ml, 1);
        var model = _ml.Transforms.CustomMapping<Mappings.In, Mappings.Out>(Mappings.Measure, null).Fit(view);
        Assert.Throws<InvalidOperationException>(() => _ml.Model.Save(model, view.Schema, new MemoryStream()));
    }

    [Fact]
    public void AnUnknownContract_ThrowsOnLoad()
    {
        var view = Source.Of(_ml, 1);
        var model = _ml.Transforms.CustomMapping<Mappings.In, Mappings.Out>(Mappings.Measure, "MlopsCl.Conformance.Unknown").Fit(view);
        Assert.ThrowsAny<Exception>(() => RoundTrip(model, view.Schema, out _));
    }

    [Fact]
    public void ATransformerThatWritesNothing_CannotBeSaved() =>
        Assert.Throws<InvalidOperationException>(() => _ml.Model.Save(new Unchanged(), null, new MemoryStream()));

    [Fact]
    public void ATransformerFromOutside_CanHandItsPlaceToOneOfMlNets()
    {
        var view = Source.Of(_ml, 2);
        var chain = new TransformerChain<ITransformer>(new DisposableCopy(_ml), _ml.Transforms.DropColumns("Text").Fit(view));
        var loaded = RoundTrip(chain, view.Schema, out _).Transform(view);
        Assert.Equal(["row 0", "row 1"], loaded.GetColumn<string>("Copy"));
    }

    [Fact]
    public void ForeignZipEntries_AreIgnored()
    {
        var view = Source.Of(_ml, 1);
        var stream = new MemoryStream();
        _ml.Model.Save(_ml.Transforms.CopyColumns("Copy", "Text").Fit(view), view.Schema, stream);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        using (var entry = zip.CreateEntry("MlopsCl/bundle.bin").Open())
            entry.Write([1, 2, 3]);
        stream.Position = 0;
        Assert.NotNull(_ml.Model.Load(stream, out _));
    }

    [Fact]
    public void AFileThatIsNoModel_IsRefused()
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            zip.CreateEntry("else.txt");
        stream.Position = 0;
        Assert.ThrowsAny<Exception>(() => _ml.Model.Load(stream, out _));
    }

    private ITransformer RoundTrip(ITransformer model, DataViewSchema? schema, out DataViewSchema loadedSchema)
    {
        var stream = new MemoryStream();
        _ml.Model.Save(model, schema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out loadedSchema);
    }

    private sealed class Output
    {
        public string? Constant { get; set; }

        public float Length { get; set; }

        public float SumSoFar { get; set; }
    }
}
