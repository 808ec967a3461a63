using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.MlNet.Conformance;

public sealed class RowMapperTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void AMapper_NamesTheInputsOfItsOutputs()
    {
        var (view, mapper) = Copying();
        Assert.Same(view.Schema, mapper.InputSchema);
        Assert.Equal(["Text"], mapper.GetDependencies([mapper.OutputSchema["Copy"]]).Select(c => c.Name));
        Assert.Equal(["Number"], mapper.GetDependencies([mapper.OutputSchema["Number"]]).Select(c => c.Name));
    }

    [Fact]
    public void AMappedRow_FollowsItsInputRow()
    {
        var (view, mapper) = Copying();
        using var cursor = view.GetRowCursor(view.Schema);
        var row = mapper.GetRow(cursor, [mapper.OutputSchema["Copy"]]);
        var get = row.GetGetter<ReadOnlyMemory<char>>(mapper.OutputSchema["Copy"]);
        var texts = new List<string>();
        while (cursor.MoveNext())
        {
            ReadOnlyMemory<char> text = default;
            get(ref text);
            texts.Add(text.ToString());
            Assert.Equal(cursor.Position, row.Position);
        }

        Assert.Equal(["row 0", "row 1", "row 2"], texts);
    }

    [Fact]
    public void ARowOfAnotherSchemaObject_IsRefused()
    {
        var (_, mapper) = Copying();
        var other = Source.Of(_ml, 1);
        using var cursor = other.GetRowCursor(other.Schema);
        Assert.ThrowsAny<Exception>(() => mapper.GetRow(cursor, mapper.OutputSchema));
    }

    [Fact]
    public void DisposingAMappedRow_DisposesItsInputRow()
    {
        var (view, mapper) = Copying();
        var input = new DisposalCount(view.Schema);
        mapper.GetRow(input, [mapper.OutputSchema["Number"]]).Dispose();
        Assert.Equal(1, input.Disposals);
    }

    private (IDataView View, IRowToRowMapper Mapper) Copying()
    {
        var view = Source.Of(_ml, 3);
        ITransformer transformer = _ml.Transforms.CopyColumns("Copy", "Text").Fit(view);
        return (view, transformer.GetRowToRowMapper(view.Schema));
    }
}
