using MlopsCl.Learner.Tokenization;
using Xunit;

namespace MlopsCl.Learner.Tests.Tokenization;

public sealed class AddedTokenTests
{
    private const string Words = "\"pre_tokenizer\":{\"type\":\"WhitespaceSplit\"}";

    [Theory]
    [InlineData("", "a<x>b <x> c", "a|<x>|b|<x>|c")]
    [InlineData("\"single_word\":true", "a<x>b <x> c", "<unk>|<x>|c")]
    [InlineData("\"lstrip\":true", "a  <x> c", "a|<x>|c")]
    public void AddedTokens_AreFoundByTheirOptions(string option, string text, string tokens)
    {
        Assert.Equal(tokens.Split('|'), With("<x>", option, normalizer: "").Tokens(text));
    }

    [Theory]
    [InlineData("", "a|▁|<x>|▁c")]
    [InlineData("\"lstrip\":true", "a|<x>|▁c")]
    [InlineData("\"rstrip\":true", "a|▁|<x>|c")]
    [InlineData("\"lstrip\":true,\"rstrip\":true", "a|<x>|c")]
    public void AddedTokens_TakeWhiteSpaceAlong_WhereTheySaySo(string option, string tokens)
    {
        string parts = $$"""
            "added_tokens":[{"id":90,"content":"<x>","special":true,"normalized":false{{(option.Length == 0 ? "" : "," + option)}}}],
            "pre_tokenizer":{"type":"Metaspace","replacement":"▁","prepend_scheme":"never","split":true}
            """;

        Assert.Equal(tokens.Split('|'), SmallTokenizer.Words(parts, "a", "▁", "▁c", "c").Tokens("a <x> c"));
    }

    [Fact]
    public void TheLongestAddedToken_Wins()
    {
        string parts = """
            "added_tokens":[{"id":90,"content":"<x","special":true},{"id":91,"content":"<x><y>","special":true},{"id":92,"content":"<x>","special":true}]
            """;

        Assert.Equal(["<x><y>", "<x>", "<x"], SmallTokenizer.Words(parts).Tokens("<x><y><x><x"));
    }

    [Fact]
    public void NormalizedTokens_AreFoundInTheNormalizedText()
    {
        Assert.Equal(["a", "<x>", "b"], With("<X>", "\"normalized\":true", "\"normalizer\":{\"type\":\"Lowercase\"},").Tokens("A<X>B"));
        Assert.Equal(["<unk>"], With("<X>", "\"normalized\":false", "\"normalizer\":{\"type\":\"Lowercase\"},").Tokens("A<x>B"));
    }

    [Fact]
    public void Decode_LeavesSpecialTokensOut_ButNotTheOtherAddedOnes()
    {
        string parts = """
            "added_tokens":[{"id":90,"content":"<s>","special":true},{"id":91,"content":"<box>","special":false}]
            """;
        Tokenizer tokenizer = SmallTokenizer.Words(parts, "a");

        Assert.Equal("<box> a", tokenizer.Decode([90, 91, 1, 12345, -1]));
        Assert.Equal("<s> <box> a", tokenizer.Decode([90, 91, 1], skipSpecialTokens: false));
    }

    // What the tokenizers library, 0.23.2, gives for this definition.
    [Fact]
    public void Decode_OfTokensThatAreSearchedInNormalizedText_GivesThemAsNormalizationWritesThem()
    {
        string parts = """
            "normalizer":{"type":"Lowercase"},
            "added_tokens":[{"id":2,"content":"<X>","normalized":true,"special":true},{"id":3,"content":"<Y>","normalized":false,"special":true},
                {"id":4,"content":"<Z>","normalized":true,"special":false}]
            """;
        Tokenizer tokenizer = SmallTokenizer.Words(parts, "a");

        Assert.Equal("a <x> <z>", tokenizer.Decode([1, 2, 3, 4]));
        Assert.Equal("a <x> <Y> <z>", tokenizer.Decode([1, 2, 3, 4], skipSpecialTokens: false));
        Assert.Equal([1, 2], tokenizer.Encode("a<x>"));
    }

    // What the tokenizers library, 0.23.2, gives: white space that one token took along is gone for the next only where that one takes along, too.
    [Theory]
    [InlineData("true", "a  <x>  b", 1, 4, 3, 2)]
    [InlineData("true", "  <x>  ", 4, 3)]
    [InlineData("true", "a  b", 1, 4, 2)]
    [InlineData("false", "a  <x>  b", 1, 4, 3, 4, 2)]
    [InlineData("false", "  <x>  ", 4, 3, 4)]
    public void AddedTokensOfWhiteSpace_BesideTokensThatTakeItAlong_AreFoundAsByTheReference(string lstrip, string text, params int[] ids)
    {
        string parts = $$"""
            "pre_tokenizer":{"type":"WhitespaceSplit"},
            "added_tokens":[{"id":3,"content":"<x>","lstrip":{{lstrip}},"rstrip":true,"normalized":false,"special":true},
                {"id":4,"content":"  ","lstrip":{{lstrip}},"rstrip":{{lstrip}},"normalized":false,"special":false}]
            """;

        Assert.Equal(ids, SmallTokenizer.Words(parts, "a", "b").Encode(text));
    }

    // As the tokenizers library gives for few of them; it takes along each run once, however many tokens lie in it.
    [Fact]
    public void AddedTokensOfWhiteSpace_InALongRunThatTheFirstTakesAlong_AreOne()
    {
        string parts = """
            "pre_tokenizer":{"type":"WhitespaceSplit"},
            "added_tokens":[{"id":4,"content":"  ","lstrip":true,"rstrip":true,"normalized":false,"special":false}]
            """;

        Assert.Equal([1, 4, 2], SmallTokenizer.Words(parts, "a", "b").Encode("a" + new string(' ', 1 << 20) + "b"));
    }

    private static Tokenizer With(string content, string option, string normalizer)
    {
        string members = option.Contains("normalized", StringComparison.Ordinal) || option.Length == 0 ? option : option + ",\"normalized\":false";
        string token = $$"""{"id":90,"content":"{{content}}","special":true{{(members.Length == 0 ? "" : "," + members)}}}""";
        return SmallTokenizer.Words($"{normalizer}\"added_tokens\":[{token}],{Words}", "a", "b", "c");
    }
}
