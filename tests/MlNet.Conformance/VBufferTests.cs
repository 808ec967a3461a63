using Microsoft.ML.Data;

namespace MlopsCl.MlNet.Conformance;

public sealed class VBufferTests
{
    [Fact]
    public void ASparseVector_HasDefaultsWhereNothingIsStored()
    {
        var vector = new VBuffer<float>(5, 2, [7, 8], [1, 4]);
        Assert.False(vector.IsDense);
        Assert.Equal([7, 8], vector.GetValues().ToArray());
        Assert.Equal([1, 4], vector.GetIndices().ToArray());
        Assert.Equal([0, 7, 0, 0, 8], vector.DenseValues());
        Assert.Equal(8, vector.GetItemOrDefault(4));
        Assert.Equal(0, vector.GetItemOrDefault(2));
    }

    [Fact]
    public void CopyTo_AVector_GivesItStorageOfItsOwn()
    {
        float[] values = [1, 2];
        var source = new VBuffer<float>(2, values);
        VBuffer<float> copy = default;
        source.CopyTo(ref copy);
        values[0] = 9;
        Assert.Equal([1, 2], copy.DenseValues());
    }

    [Fact]
    public void CopyTo_ASpan_WritesEveryItem()
    {
        var target = new float[] { 5, 5, 5 };
        new VBuffer<float>(3, 1, [2], [1]).CopyTo(target);
        Assert.Equal([0, 2, 0], target);
    }

    [Fact]
    public void AnEditor_WritesWhatItCommits_AndReusesTheArray()
    {
        var vector = new VBuffer<float>(4, new float[4]);
        var editor = VBufferEditor.Create(ref vector, 2);
        editor.Values[0] = 3;
        editor.Values[1] = 4;
        vector = editor.Commit();
        Assert.Equal(2, vector.Length);
        Assert.Equal([3, 4], vector.GetValues().ToArray());
    }

    [Fact]
    public void AnEditor_CanWriteASparseVector()
    {
        VBuffer<float> vector = default;
        var editor = VBufferEditor.Create(ref vector, 10, 1);
        editor.Values[0] = 6;
        editor.Indices[0] = 9;
        vector = editor.Commit();
        Assert.Equal(10, vector.Length);
        Assert.Equal(6, vector.GetItemOrDefault(9));
    }
}
