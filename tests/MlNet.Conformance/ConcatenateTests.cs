using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.MlNet.Conformance;

public sealed class ConcatenateTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void ScalarsAndVectorsOfKnownSize_MakeAVectorOfKnownSize()
    {
        var view = Concatenated(Rows(), "All", "One", "Two", "One");
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 4), view.Schema["All"].Type);
        Assert.Equal([[1f, 2f, 3f, 1f], [4f, 5f, 6f, 4f]], view.GetColumn<float[]>("All"));
    }

    [Fact]
    public void AVectorOfVariableSize_MakesTheVectorVariable()
    {
        var view = Concatenated(Rows(), "All", "Some", "One");
        Assert.False(((VectorDataViewType)view.Schema["All"].Type).IsKnownSize);
        Assert.Equal([[7f, 1f], [8f, 9f, 4f]], view.GetColumn<float[]>("All"));
    }

    [Fact]
    public void TheVector_MayHideAColumnThatItIsMadeOf()
    {
        var view = Concatenated(Rows(), "Two", "Two", "One");
        Assert.Equal([[2f, 3f, 1f], [5f, 6f, 4f]], view.GetColumn<float[]>("Two"));
    }

    [Fact]
    public void MissingColumnsAndOtherTypes_AreOutOfRange()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Concatenated(Rows(), "All", "One", "Three"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Concatenated(Rows(), "All", "One", "Text"));
    }

    [Fact]
    public void ASavedOne_LoadsWithItsKnownSize()
    {
        var data = Rows();
        using var file = new MemoryStream();
        _ml.Model.Save(_ml.Transforms.Concatenate("All", "Two", "One").Fit(data), data.Schema, file);
        file.Position = 0;
        var view = new MLContext().Model.Load(file, out _).Transform(data);
        Assert.Equal(new VectorDataViewType(NumberDataViewType.Single, 3), view.Schema["All"].Type);
        Assert.Equal([[2f, 3f, 1f], [5f, 6f, 4f]], view.GetColumn<float[]>("All"));
    }

    private IDataView Concatenated(IDataView data, string output, params string[] inputs) =>
        _ml.Transforms.Concatenate(output, inputs).Fit(data).Transform(data);

    private IDataView Rows() => _ml.Data.LoadFromEnumerable(new List<Numbers>
    {
        new() { One = 1, Two = [2, 3], Some = [7], Text = "a" },
        new() { One = 4, Two = [5, 6], Some = [8, 9], Text = "b" },
    });

    private sealed class Numbers
    {
        public float One { get; set; }

        [VectorType(2)]
        public float[]? Two { get; set; }

        public float[]? Some { get; set; }

        public string? Text { get; set; }
    }
}
