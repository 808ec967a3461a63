using Microsoft.ML;
using Microsoft.ML.Data;

namespace MlopsCl.MlNet.Conformance;

public sealed class PredictionEngineTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void AnEngine_AnswersObjectByObject()
    {
        using var engine = _ml.Model.CreatePredictionEngine<Mappings.In, Mappings.Out>(Mapping());
        Assert.Equal(3, engine.Predict(new Mappings.In { Text = "abc" }).Length);
        Assert.Equal("HELLO", engine.Predict(new Mappings.In { Text = "hello" }).Loud);
    }

    [Fact]
    public void AnEngine_OverAChain_RunsEveryStep()
    {
        var view = _ml.Data.LoadFromEnumerable(new List<Mappings.In>());
        var chain = _ml.Transforms.CopyColumns("Kept", "Text")
            .Append(_ml.Transforms.CustomMapping<Mappings.In, Mappings.Out>(Mappings.Measure, null))
            .Append(_ml.Transforms.DropColumns("Text")).Fit(view);
        using var engine = _ml.Model.CreatePredictionEngine<Mappings.In, KeptOut>(chain);
        var answer = engine.Predict(new Mappings.In { Text = "abcd" });
        Assert.Equal("abcd", answer.Kept);
        Assert.Equal(4, answer.Length);
    }

    [Fact]
    public void MissingOutputColumns_AreIgnoredByDefault_AndRefusedOnRequest()
    {
        using var engine = _ml.Model.CreatePredictionEngine<Mappings.In, Strange>(Mapping());
        Assert.Null(engine.Predict(new Mappings.In { Text = "a" }).Nothing);
        Assert.ThrowsAny<Exception>(() => _ml.Model.CreatePredictionEngine<Mappings.In, Strange>(Mapping(), ignoreMissingColumns: false));
    }

    [Fact]
    public void ATransformerThatMapsNoRows_IsOutOfRange() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Model.CreatePredictionEngine<Mappings.In, Mappings.Out>(new Unchanged()));

    [Fact]
    public void AnEngine_DisposesItsTransformer_UnlessItDoesNotOwnIt()
    {
        var owned = new DisposableCopy(_ml);
        _ml.Model.CreatePredictionEngine<Mappings.In, Strange>(owned).Dispose();
        var lent = new DisposableCopy(_ml);
        _ml.Model.CreatePredictionEngine<Mappings.In, Strange>(lent, new PredictionEngineOptions { OwnsTransformer = false }).Dispose();
        Assert.Equal(1, owned.Disposals);
        Assert.Equal(0, lent.Disposals);
    }

    [Fact]
    public void AnEngine_NeverDisposesItsRowOfAnswers()
    {
        var lent = new DisposableCopy(_ml);
        var engine = _ml.Model.CreatePredictionEngine<Mappings.In, Strange>(lent);
        engine.Predict(new Mappings.In { Text = "a" });
        engine.Dispose();
        Assert.Equal(0, lent.RowDisposals);
    }

    [Fact]
    public void AnEngine_ByASchema_TakesItsColumns()
    {
        var view = _ml.Data.LoadFromEnumerable(new List<Mappings.In>());
        using var engine = _ml.Model.CreatePredictionEngine<Mappings.In, Mappings.Out>(Mapping(), view.Schema);
        Assert.Equal(2, engine.Predict(new Mappings.In { Text = "ab" }).Length);
    }

    private ITransformer Mapping() =>
        _ml.Transforms.CustomMapping<Mappings.In, Mappings.Out>(Mappings.Measure, null).Fit(_ml.Data.LoadFromEnumerable(new List<Mappings.In>()));

    private sealed class KeptOut
    {
        public string? Kept { get; set; }

        public float Length { get; set; }
    }

    private sealed class Strange
    {
        public string? Nothing { get; set; }
    }
}
