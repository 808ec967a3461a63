using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Learner;

namespace MlopsCl.Transforms.Tests;

public sealed class ColumnTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly EngineRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public void Pictures_MayBePathsBytesOrObjects()
    {
        var picture = Picture.FromFile("shared.png");
        Assert.Equal("q about a.png", Answer(new { Image = "a.png", Prompt = "q" }));
        Assert.Equal("q about a.png+b.png", Answer(new { Image = new[] { "a.png", "b.png" }, Prompt = "q" }));
        Assert.Equal("q about 'Image' of row 0", Answer(new { Image = new byte[] { 1, 2, 3 }, Prompt = "q" }));
        Assert.Equal("q about shared.png+shared.png", Answer(new WithSet { Image = new PictureSet([picture, picture]), Prompt = "q" }));
    }

    [Fact]
    public void EmptyPaths_AndEmptyBytes_AreNoPicture()
    {
        Assert.Equal("q about ", Answer(new { Image = "", Prompt = "q" }));
        Assert.Equal("q about ", Answer(new { Image = Array.Empty<byte>(), Prompt = "q" }));
    }

    [Fact]
    public void WithoutAnImageColumn_QuestionsHaveNoPictures()
    {
        var data = _ml.Data.LoadFromEnumerable(new[] { new { Prompt = "q" } }.ToList());
        Assert.Equal(["q about "], _room.Transformer(_ml, image: null).Transform(data).GetColumn<string>("Answer"));
    }

    [Fact]
    public void AMissingColumn_IsOutOfRange_AndTheMessageNamesIt()
    {
        var data = _ml.Data.LoadFromEnumerable(new[] { new { Image = "a.png", Question = "q" } }.ToList());
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _room.Transformer(_ml).Transform(data));
        Assert.Contains("'Prompt'", error.Message);
        Assert.Contains("Image, Question", error.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LvlmAnswerer(_room.Transformer(_ml)).Fit(data));
    }

    [Fact]
    public void AColumnOfAnotherType_IsOutOfRange_InDataAndInAShape()
    {
        var data = _ml.Data.LoadFromEnumerable(new[] { new { Image = 1f, Prompt = "q" } }.ToList());
        Assert.Throws<ArgumentOutOfRangeException>(() => _room.Transformer(_ml).Transform(data));
        var chain = _ml.Transforms.CopyColumns("Copy", "Prompt").Append(new LvlmAnswerer(_room.Transformer(_ml)));
        Assert.Throws<ArgumentOutOfRangeException>(() => chain.Fit(data));
    }

    [Fact]
    public void LoadSamples_GivesPromptLabelHistoryAndPictures()
    {
        var picture = Picture.FromBytes(new byte[] { 9 });
        Turn[] turns = [new(Speaker.Human, "one?"), new(Speaker.Assistant, "1"), new(Speaker.Human, "two?"), new(Speaker.Assistant, "2")];
        var view = _ml.ContinualLearning().LoadSamples([new Sample("id", "numbers", [picture], turns)]);
        Assert.Equal(["id"], view.GetColumn<string>("Id"));
        Assert.Equal(["numbers"], view.GetColumn<string>("Task"));
        Assert.Equal(["two?"], view.GetColumn<string>("Prompt"));
        Assert.Equal(["2"], view.GetColumn<string>("Label"));
        Assert.Equal(["one?", "1"], view.GetColumn<string[]>("History").Single());
        Assert.Same(picture, view.GetColumn<PictureSet>("Image").Single().Pictures[0]);
    }

    private string? Answer<TRow>(TRow row)
        where TRow : class
    {
        var view = _room.Transformer(_ml).Transform(_ml.Data.LoadFromEnumerable(new List<TRow> { row }));
        return view.GetColumn<string>("Answer").Single();
    }

    private sealed class WithSet
    {
        [PictureSet]
        public PictureSet? Image { get; set; }

        public string? Prompt { get; set; }
    }
}
