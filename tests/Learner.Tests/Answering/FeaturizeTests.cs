using MlopsCl.Learner.Imaging;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Tokenization;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Answering;

public sealed class FeaturizeTests
{
    private const string Text = "What is in the picture?";
    private static readonly Picture s_first = Picture.FromFile(Fixture.Path("llava", "baseline-444.jpg"));
    private static readonly Picture s_second = Picture.FromFile(Fixture.Path("llava", "cmyk.jpg"));

    // The words' part is the mean of the rows that the checkpoint holds for their tokens; the tokenizer is held against its reference elsewhere.
    [Fact]
    public void WithoutPictures_TheImagePartIsZero_AndTheTextPartTheMeanOfTheWordsEmbeddings()
    {
        using var engine = LvlmEngine.Open(new Bundle(Fixture.Path("llava")));
        using var weights = Weights.Load(Fixture.Path("llava"), CPU);
        var embedding = weights[ParameterNames.Embedding];
        var width = (int)embedding.shape[1];
        var ids = Tokenizer.Load(Fixture.Path("llava")).Encode(Text, false).ToArray();
        var rows = embedding.data<float>().ToArray().Chunk(width).ToArray();
        var vector = engine.Featurize([new Question(Text, [])], batchSize: 4)[0];
        Assert.Equal(LvlmEngine.FeatureWidth(Fixture.Path("llava")), vector.Length);
        Assert.All(vector[..^width], number => Assert.Equal(0, number));
        for (var i = 0; i < width; i++)
            Assert.Equal(ids.Average(id => rows[id][i]), vector[vector.Length - width + i], 1e-6f);
    }

    [Fact]
    public void OfTwoPictures_TheImagePartIsTheMeanOfTheirs_WhateverElseIsInTheBatch()
    {
        using var engine = LvlmEngine.Open(new Bundle(Fixture.Path("llava")));
        Question[] questions = [new(Text, [s_first]), new(Text, [s_second]), new("Which?", [s_first, s_second])];
        var together = engine.Featurize(questions, batchSize: 2);
        var image = together[0].Length - LlavaConfigFile.Read(Fixture.Path("llava")).Text.HiddenSize;
        Assert.NotEqual(together[0][..image], together[1][..image]);
        Assert.Equal(together[0][image..], together[1][image..]);
        for (var i = 0; i < image; i++)
            Assert.Equal((together[0][i] + together[1][i]) / 2, together[2][i], 1e-5f);
        Assert.Equal(together[2], engine.Featurize([questions[2]], batchSize: 1)[0]);
    }

    [Fact]
    public void APictureThatCannotBeDecoded_IsToldAsSuch_WhicheverWayItIsAsked()
    {
        using var engine = LvlmEngine.Open(new Bundle(Fixture.Path("llava")));
        Question[] questions = [new(Text, [s_first]), new(Text, [Picture.FromBytes(new byte[] { 1, 2, 3 })])];
        Assert.Throws<ImageFormatException>(() => engine.Answer(questions, new AnsweringOptions()));
        Assert.Throws<ImageFormatException>(() => engine.Featurize(questions, batchSize: 2));
    }

    [Fact]
    public void ABatchSizeOfZero_IsRefused_AndADisposedEngineToo()
    {
        var engine = LvlmEngine.Open(new Bundle(Fixture.Path("llava")));
        Assert.Throws<ArgumentOutOfRangeException>(() => engine.Featurize([], batchSize: 0));
        engine.Dispose();
        Assert.Throws<ObjectDisposedException>(() => engine.Featurize([new Question(Text, [])], batchSize: 1));
    }
}
