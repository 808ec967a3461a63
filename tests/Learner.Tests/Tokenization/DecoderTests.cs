using MlopsCl.Learner.Tokenization;
using Xunit;

namespace MlopsCl.Learner.Tests.Tokenization;

public sealed class DecoderTests
{
    [Theory]
    [InlineData("null", "a b c")]
    [InlineData("""{"type":"Fuse"}""", "abc")]
    [InlineData("""{"type":"Replace","pattern":{"String":"b"},"content":"-"}""", "a-c")]
    [InlineData("""{"type":"Strip","content":"a","start":1,"stop":0}""", "bc")]
    public void Decode_JoinsAsTheFormatSays(string decoder, string text)
    {
        Assert.Equal(text, SmallTokenizer.Words($"\"decoder\":{decoder}", "a", "b", "c").Decode([1, 2, 3]));
    }

    [Fact]
    public void Strip_TakesUpToSoManyAtEachEnd()
    {
        Tokenizer tokenizer = SmallTokenizer.Words("""
            "decoder":{"type":"Strip","content":"H","start":1,"stop":2}
            """, "HHeyHHH", "H");

        Assert.Equal("HeyH", tokenizer.Decode([1]));
        Assert.Equal("", tokenizer.Decode([2]));
    }

    [Fact]
    public void ByteFallback_ReadsRunsOfBytes_AndMarksWhatIsNoText()
    {
        Tokenizer tokenizer = SmallTokenizer.Words("""
            "decoder":{"type":"ByteFallback"}
            """, "<0xE5>", "<0x8f>", "<0xab>", "a", "<0xZZ>");

        Assert.Equal("叫a", tokenizer.Decode([1, 2, 3, 4]));
        Assert.Equal("\uFFFD\uFFFDa\uFFFD", tokenizer.Decode([1, 2, 4, 1]));
        Assert.Equal("<0xZZ>", tokenizer.Decode([5]));
    }

    [Fact]
    public void ByteLevel_ReadsTokensAsUtf8_AndOthersAsTheyAre()
    {
        Tokenizer tokenizer = SmallTokenizer.Words("""
            "decoder":{"type":"ByteLevel"}
            """, "HeyĠ", "Ã©", "Ã", "日");

        Assert.Equal("Hey é", tokenizer.Decode([1, 2]));
        Assert.Equal("\uFFFD日", tokenizer.Decode([3, 4]));
    }

    [Fact]
    public void BpeDecoder_WritesTheEndsOfWordsAsSpaces_ButForTheLast()
    {
        Tokenizer tokenizer = SmallTokenizer.Words("""
            "decoder":{"type":"BPEDecoder","suffix":"</w>"}
            """, "Hey</w>", "fri", "end</w>");

        Assert.Equal("Hey friend", tokenizer.Decode([1, 2, 3]));
    }

    [Theory]
    [InlineData("always", "Hey friend")]
    [InlineData("first", "Hey friend")]
    [InlineData("never", " Hey friend")]
    public void Metaspace_DropsTheSpaceThatWasPutInFront(string scheme, string text)
    {
        Tokenizer tokenizer = SmallTokenizer.Words($$"""
            "decoder":{"type":"Metaspace","replacement":"▁","prepend_scheme":"{{scheme}}"}
            """, "▁Hey", "▁friend");

        Assert.Equal(text, tokenizer.Decode([1, 2]));
    }

    [Fact]
    public void TemplatesOfASequence_SurroundATextFromTheInsideOut()
    {
        Tokenizer tokenizer = SmallTokenizer.Words("""
            "post_processor":{"type":"Sequence","processors":[{"type":"ByteLevel"},
            {"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"[CLS]","type_id":0}},{"Sequence":{"id":"A","type_id":0}},
            {"SpecialToken":{"id":"[SEP]","type_id":0}}],
            "special_tokens":{"[CLS]":{"id":"[CLS]","ids":[7,8]},"[SEP]":{"id":"[SEP]","ids":[9]}}}]}
            """, "a");

        Assert.Equal([7, 8, 1, 9], tokenizer.Encode("a"));
        Assert.Equal([1], tokenizer.Encode("a", addSpecialTokens: false));
    }

    [Fact]
    public void RobertaProcessing_PutsItsTwoTokensAroundAText()
    {
        Tokenizer tokenizer = SmallTokenizer.Words("""
            "post_processor":{"type":"RobertaProcessing","sep":["</s>",2],"cls":["<s>",5]}
            """, "a");

        Assert.Equal([5, 1, 2], tokenizer.Encode("a"));
    }
}
