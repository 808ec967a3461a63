using MlopsCl.Learner.Tokenization;
using Xunit;

namespace MlopsCl.Learner.Tests.Tokenization;

public sealed class TextStreamTests
{
    [Theory]
    [InlineData("tokenizer-llama")]
    [InlineData("tokenizer-bytelevel")]
    public void Stream_OfAnyText_GivesItInPieces_NeverHalfACharacter(string folder)
    {
        var tokenizer = Tokenizer.Load(Fixture.Path(folder));
        string[] texts = ["Hello world", " leading", "naïve — “bright” 🧿🧿 日本語", "a\n\n  b", "<image> x", "", "한국어 हिन्दी"];

        Assert.All(texts, text =>
        {
            int[] ids = tokenizer.Encode(text);
            TextStream stream = tokenizer.Stream();
            string[] pieces = [.. ids.Select(stream.Add), stream.Complete()];

            Assert.Equal(tokenizer.Decode(ids), string.Concat(pieces));
            Assert.All(pieces, piece => Assert.DoesNotContain('\uFFFD', piece));
            Assert.Equal("", pieces[^1]);
        });
    }

    [Fact]
    public void Stream_HoldsBytesBack_UntilTheirCharacterIsWhole()
    {
        TextStream stream = Bytes().Stream();

        Assert.Equal(["", "", "叫", "a"], new[] { 1, 2, 3, 4 }.Select(stream.Add));
        Assert.Equal("", stream.Complete());
    }

    [Fact]
    public void Stream_OfBytesThatAreNoCharacter_SaysSoWhenTheyEnd()
    {
        TextStream stream = Bytes().Stream();

        Assert.Equal(["", "", "\uFFFD\uFFFDa", ""], new[] { 1, 2, 4, 1 }.Select(stream.Add));
        Assert.Equal("\uFFFD", stream.Complete());
    }

    [Fact]
    public void Stream_StripsOnlyTheFirstSpaceOfTheWholeAnswer_AndHoldsBackWhatMayBeStripped()
    {
        Tokenizer tokenizer = SmallTokenizer.Words("""
            "decoder":{"type":"Sequence","decoders":[{"type":"Fuse"},{"type":"Strip","content":" ","start":1,"stop":1}]}
            """, " ", "a", "b ");
        TextStream stream = tokenizer.Stream();

        Assert.Equal(["", "", " a", "b", " b"], new[] { 1, 1, 2, 3, 3 }.Select(stream.Add));
        Assert.Equal("", stream.Complete());
        Assert.Equal(" ab b", tokenizer.Decode([1, 1, 2, 3, 3]));
    }

    private static Tokenizer Bytes() => SmallTokenizer.Words("""
        "decoder":{"type":"ByteFallback"}
        """, "<0xE5>", "<0x8F>", "<0xAB>", "a");
}
