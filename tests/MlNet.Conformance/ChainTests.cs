using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.MlNet.Conformance;

public sealed class ChainTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void AChain_FitsAndAppliesItsStepsInOrder()
    {
        var view = Source.Of(_ml, 2);
        var chain = _ml.Transforms.CopyColumns("A", "Text").Append(_ml.Transforms.CopyColumns("B", "A")).Append(_ml.Transforms.DropColumns("A"));
        var output = chain.Fit(view).Transform(view);
        Assert.Null(output.Schema.GetColumnOrNull("A"));
        Assert.Equal(["row 0", "row 1"], output.GetColumn<string>("B"));
    }

    [Fact]
    public void ACacheCheckpoint_LetsLaterStepsReadAgainWithoutTheSource()
    {
        var source = new Source(4);
        var chain = _ml.Transforms.CopyColumns("A", "Number").AppendCacheCheckpoint(_ml).Append(new ReadingTwice("A"));
        chain.Fit(source.View(_ml));
        Assert.Equal(4, source.RowsRead);
    }

    [Fact]
    public void TheStepAfterACacheCheckpoint_GetsAViewThatCanBeShuffled()
    {
        var reader = new ReadingTwice("A");
        _ml.Transforms.CopyColumns("A", "Number").AppendCacheCheckpoint(_ml).Append(reader).Fit(Source.Of(_ml, 2));
        Assert.True(reader.CouldShuffle);
    }

    [Fact]
    public void AFittedChain_ScoresWithoutStepsOfOtherTimes_WhichGetModelForGives()
    {
        var view = Source.Of(_ml, 1);
        var chain = _ml.Transforms.CopyColumns("A", "Text").Append(_ml.Transforms.CopyColumns("B", "Text"), TransformerScope.TrainTest);
        var fitted = chain.Fit(view);
        Assert.Null(fitted.GetOutputSchema(view.Schema).GetColumnOrNull("B"));
        Assert.Null(fitted.Transform(view).Schema.GetColumnOrNull("B"));
        Assert.Null(fitted.GetModelFor(TransformerScope.Scoring).GetOutputSchema(view.Schema).GetColumnOrNull("B"));
        Assert.Equal(2, fitted.Count());
        Assert.Equal(2, fitted.GetModelFor(TransformerScope.Testing).Count());
    }

    [Fact]
    public void ATransformerChain_KnowsItsLastStep_AndDisposesWhatCanBeDisposed()
    {
        var view = Source.Of(_ml, 1);
        var fitted = _ml.Transforms.CopyColumns("A", "Text").Append(new ShapeRecorder()).Fit(view);
        Assert.Equal(2, fitted.Count());
        fitted.Dispose();
        Assert.Equal(1, fitted.LastTransformer.Disposals);
    }

    [Fact]
    public void AChain_MapsRowByRow_OnlyWhereEveryStepDoes()
    {
        var view = Source.Of(_ml, 1);
        ITransformer copies = _ml.Transforms.CopyColumns("A", "Text").Append(_ml.Transforms.CopyColumns("B", "A")).Fit(view);
        ITransformer opaque = _ml.Transforms.CopyColumns("A", "Text").Append(new ShapeRecorder()).Fit(view);
        Assert.True(copies.IsRowToRowMapper);
        Assert.False(opaque.IsRowToRowMapper);
    }
}
