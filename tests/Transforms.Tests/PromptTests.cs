using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Learner;
using MlopsCl.Transforms.Prompting;

namespace MlopsCl.Transforms.Tests;

public sealed class PromptTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly EngineRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public void TextsAndPictures_GoWhereTheTemplateNamesThem()
    {
        var rows = new[] { new { Front = "f.png", Back = new[] { "b1.png", "b2.png" }, Note = "new", Image = "old" } };
        var view = Composed(rows, " Front {Front}, back {Back}: is it {Note}? {{x}} ", "Front", "Back");
        Assert.Equal(["Front <image>, back <image><image>: is it new? {x}"], view.GetColumn<string>("Prompt"));
        Assert.Equal(["f.png", "b1.png", "b2.png"], Paths(view));
        Assert.Equal(["Front", "Back", "Note", "Image", "Image", "Prompt"], view.Schema.Select(c => c.Name));
    }

    [Fact]
    public void PicturesThatTheTemplateDoesNotName_ComeInFront()
    {
        var view = Composed(new[] { new { Image = "a.png", Question = "what?" } }, "Say {Question}", "Image");
        Assert.Equal(["<image>\nSay what?"], view.GetColumn<string>("Prompt"));
        Assert.Equal(["<image>\nlook"], Composed(new[] { new { Image = "a.png" } }, "look", "Image").GetColumn<string>("Prompt"));
    }

    [Fact]
    public void BytesAndObjects_ArePicturesToo_AndEmptyOnesAreNone()
    {
        var sample = new Sample("s", "t", [Picture.FromFile("x"), Picture.FromFile("y")], [new(Speaker.Human, "q"), new(Speaker.Assistant, "a")]);
        var view = Composed(_ml.ContinualLearning().LoadSamples([sample]), "{Prompt}!", "Image");
        Assert.Equal(["<image><image>\nq!"], view.GetColumn<string>("Prompt"));
        Assert.Equal(["x", "y"], Paths(view));
        Assert.Equal(["q"], Composed(new[] { new { Image = Array.Empty<byte>(), Q = "q" } }, "{Q}", "Image").GetColumn<string>("Prompt"));
        Assert.Equal(["q"], Composed(new[] { new { Image = (string?)null, Q = "q" } }, "{Q}", "Image").GetColumn<string>("Prompt"));
        Assert.Equal(["<image>\nq"], Composed(new[] { new { Image = new byte[] { 1 }, Q = "q" } }, "{Q}", "Image").GetColumn<string>("Prompt"));
    }

    [Fact]
    public void WithoutPictures_OnlyTheTextIsAdded()
    {
        var view = Composed(new[] { new { A = "1", B = "{2}" } }, "{A}+{B}+{A}");
        Assert.Equal(["1+{2}+1"], view.GetColumn<string>("Prompt"));
        Assert.Equal(["A", "B", "Prompt"], view.Schema.Select(c => c.Name));
    }

    [Fact]
    public void APromptIsWhatAnAnswererReads_AndASavedChainGivesTheSame()
    {
        var data = _ml.Data.LoadFromEnumerable(new[] { new { Image = "a.png", Question = "what?" } }.ToList());
        var prompt = _ml.ContinualLearning().ImageTextPrompt("{Image} {Question}");
        var answers = prompt.Append(new LvlmAnswerer(_room.Transformer(_ml))).Fit(data).Transform(data);
        Assert.Equal(["<image> what? about a.png"], answers.GetColumn<string>("Answer"));
        using var file = new MemoryStream();
        _ml.Model.Save(prompt.Fit(data), data.Schema, file);
        file.Position = 0;
        var loaded = new MLContext().Model.Load(file, out _).Transform(data);
        Assert.Equal(["<image> what?"], loaded.GetColumn<string>("Prompt"));
        Assert.Equal(["a.png"], Paths(loaded));
    }

    [Fact]
    public void OtherColumns_CanBeReadAroundThePrompt()
    {
        var view = _ml.ContinualLearning().ImageTextPrompt("{Image} {Prompt}").Fit(Asks.Of(_ml, 2)).Transform(Asks.Of(_ml, 2));
        Assert.Equal([0f, 1f], view.GetColumn<float>("Number"));
        Assert.Equal(["<image> question 0", "<image> question 1"], view.GetColumn<string>("Prompt"));
        using var cursor = view.GetRowCursor([]);
        Assert.True(cursor.MoveNext());
    }

    [Fact]
    public void AShape_IsPromised_AndWrongColumnsAreNamed()
    {
        var asks = new Asks(3);
        var seen = new ShapeRecorder();
        var chain = _ml.ContinualLearning().ImageTextPrompt("{Prompt}?", outputColumnName: "Asked").Append(seen).Append(
            _ml.Transforms.CopyColumns("x", "Nothing"));
        Assert.Throws<ArgumentOutOfRangeException>(() => chain.Fit(asks.View(_ml)));
        Assert.Contains(seen.Shape!, c => c.Name == "Asked" && c.ItemType is TextDataViewType);
        Assert.Contains(seen.Shape!, c => c.Name == "Image" && c.ItemType is PictureSetDataViewType);
        Assert.Equal(0, asks.RowsRead);
        Assert.Contains("'Number': expected text", Assert.Throws<ArgumentOutOfRangeException>(() => Composed(Asks.Of(_ml, 1), "{Number}", "Image")).Message);
        Assert.Contains("'Photo'", Assert.Throws<ArgumentOutOfRangeException>(() => Composed(Asks.Of(_ml, 1), "{Prompt}", "Photo")).Message);
    }

    [Fact]
    public void APredictionEngine_ComposesOneRow()
    {
        var model = _ml.ContinualLearning().ImageTextPrompt("{Image} {Prompt}").Fit(Asks.Of(_ml, 1));
        using var engine = _ml.Model.CreatePredictionEngine<Ask, Composition>(model);
        Assert.Equal("<image> question 4", engine.Predict(Ask.Of(4)).Prompt);
        Assert.Equal("<image> question 5", engine.Predict(Ask.Of(5)).Prompt);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("a } b")]
    [InlineData("{}")]
    [InlineData("{open")]
    public void ATemplateWithAStrayBrace_IsRefused(string template) =>
        Assert.Contains("brace", Assert.Throws<ArgumentException>(() => _ml.ContinualLearning().ImageTextPrompt(template)).Message);

    [Fact]
    public void ATemplate_IsSplitAtItsColumns()
    {
        var template = PromptTemplate.Parse("a{B}{C}d");
        Assert.Equal([("a", "B"), ("", "C")], template.Parts);
        Assert.Equal("d", template.End);
    }

    private IDataView Composed<TRow>(TRow[] rows, string template, params string[] images)
        where TRow : class => Composed(_ml.Data.LoadFromEnumerable(rows.ToList()), template, images);

    private IDataView Composed(IDataView data, string template, params string[] images) =>
        _ml.ContinualLearning().ImageTextPrompt(template, images).Fit(data).Transform(data);

    private static IEnumerable<string?> Paths(IDataView view) =>
        view.GetColumn<PictureSet>("Image").SelectMany(set => set.Pictures).Select(picture => picture.Path);

    private sealed class Composition
    {
        public string? Prompt { get; set; }
    }
}
