using MlopsCl.Learner.Tokenization;
using Xunit;

namespace MlopsCl.Learner.Tests.Tokenization;

public sealed class PreTokenizerTests
{
    [Theory]
    [InlineData("""{"type":"Whitespace"}""", "Hey, you_2!!  Go", "Hey|,|you_2|!!|Go")]
    [InlineData("""{"type":"WhitespaceSplit"}""", " Hey,\tyou \n Go", "Hey,|you|Go")]
    [InlineData("""{"type":"Digits","individual_digits":true}""", "a12 3", "a|1|2| |3")]
    [InlineData("""{"type":"Digits"}""", "a12 3", "a|12| |3")]
    [InlineData("""{"type":"Punctuation"}""", "a,b!!$ —c", "a|,|b|!|!|$| |—|c")]
    [InlineData("""{"type":"Punctuation","behavior":"Contiguous"}""", "a,b!!c", "a|,|b|!!|c")]
    [InlineData("""{"type":"Split","pattern":{"String":"-"},"behavior":"Removed"}""", "the-final--countdown", "the|final|countdown")]
    [InlineData("""{"type":"Split","pattern":{"String":"-"},"behavior":"Isolated"}""", "the-final--countdown", "the|-|final|-|-|countdown")]
    [InlineData("""{"type":"Split","pattern":{"String":"-"},"behavior":"MergedWithPrevious"}""", "the-final--countdown", "the-|final-|-|countdown")]
    [InlineData("""{"type":"Split","pattern":{"String":"-"},"behavior":"MergedWithNext"}""", "the-final--countdown", "the|-final|-|-countdown")]
    [InlineData("""{"type":"Split","pattern":{"String":"-"},"behavior":"Contiguous"}""", "the-final--countdown", "the|-|final|--|countdown")]
    [InlineData("""{"type":"Split","pattern":{"Regex":"\\w+"},"behavior":"Removed","invert":true}""", "the-final  one", "the|final|one")]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"always"}""", "Hey  friend", "▁Hey|▁|▁friend")]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"never"}""", "Hey friend", "Hey|▁friend")]
    [InlineData("""{"type":"Metaspace","replacement":"▁","prepend_scheme":"first"}""", " Hey friend", "▁Hey|▁friend")]
    [InlineData("""{"type":"Metaspace","replacement":"_","add_prefix_space":false,"split":false}""", "Hey friend", "Hey_friend")]
    [InlineData("""{"type":"ByteLevel","add_prefix_space":true}""", "Hey it's  é", "ĠHey|Ġit|'s|Ġ|ĠÃ©")]
    [InlineData("""{"type":"ByteLevel","add_prefix_space":false,"use_regex":false}""", "Hey you\n", "HeyĠyouĊ")]
    [InlineData("""{"type":"CharDelimiterSplit","delimiter":"-"}""", "the-final--count", "the|final|count")]
    [InlineData("""{"type":"BertPreTokenizer"}""", " Hey, you  (two)", "Hey|,|you|(|two|)")]
    [InlineData("""{"type":"Sequence","pretokenizers":[{"type":"WhitespaceSplit"},{"type":"Digits","individual_digits":true}]}""", "Call 911!", "Call|9|1|1|!")]
    [InlineData(
        """{"type":"Sequence","pretokenizers":[{"type":"ByteLevel","add_prefix_space":false},""" +
        """{"type":"Split","pattern":{"String":"Ġ"},"behavior":"Isolated"}]}""", "a b", "a|Ġ|b")]
    public void Split_CutsAsTheFormatSays(string preTokenizer, string text, string pieces)
    {
        string[] expected = pieces.Split('|');
        Tokenizer tokenizer = SmallTokenizer.Words($"\"pre_tokenizer\":{preTokenizer}", [.. expected.Distinct()]);

        Assert.Equal(expected, tokenizer.Tokens(text));
    }

    // What the tokenizers library, 0.23.2, gives: what counts is whether a piece stems from the input's first character.
    [Theory]
    [InlineData("""{"type":"Strip"}""", "", " a", "a")]
    [InlineData("""{"type":"Strip"}""", "", "a", "▁a")]
    [InlineData("""{"type":"Replace","pattern":{"Regex":"^ +"},"content":""}""", "", "  a", "a")]
    [InlineData("""{"type":"Prepend","prepend":"b"}""", "", "a", "▁ba")]
    [InlineData("""{"type":"NFKC"}""", """{"type":"Punctuation","behavior":"Isolated"},""", "…a", "▁.|▁.|▁.|a")]
    public void MetaspaceAtTheBeginning_GoesByTheInput_WhateverNormalizationDid(string normalizer, string before, string text, string pieces)
    {
        string[] expected = pieces.Split('|');
        string parts = "\"normalizer\":" + normalizer + ",\"pre_tokenizer\":{\"type\":\"Sequence\",\"pretokenizers\":[" + before
            + """{"type":"Metaspace","replacement":"▁","prepend_scheme":"first","split":true}]}""";

        Assert.Equal(expected, SmallTokenizer.Words(parts, [.. expected.Distinct()]).Tokens(text));
    }

    [Theory]
    [InlineData(@"\p{N}{1,3}", "𝟙𝟚𝟛𝟜5", "𝟙𝟚𝟛|𝟜5")]
    [InlineData(@"\p{L}+|[^\p{L}]+", "𠮷野家🧿🧿x", "𠮷野家|🧿🧿|x")]
    [InlineData(@"\p{Lu}\p{Ll}*", "𝒜𝒷𝒜b", "𝒜𝒷|𝒜b")]
    [InlineData(@"[^\r\n\p{L}\p{N}]?+\p{L}+|\s++", "a b  c", "a| b|  |c")]
    [InlineData(@"(?:ab)?+c|a", "abcac", "abc|a|c")]
    [InlineData(@"(?:ab|a)++|.", "aabac", "aaba|c")]
    public void Split_TreatsCharactersBeyondTheBasicPlaneAndPossessiveQuantifiersAsTheFormatDoes(string regex, string text, string pieces)
    {
        string[] expected = pieces.Split('|');
        string pattern = System.Text.Json.JsonSerializer.Serialize(regex);
        string definition = "\"pre_tokenizer\":{\"type\":\"Split\",\"pattern\":{\"Regex\":" + pattern + "},\"behavior\":\"Isolated\"}";

        Assert.Equal(expected, SmallTokenizer.Words(definition, [.. expected.Distinct()]).Tokens(text));
    }

    [Fact]
    public void EveryStandIn_IsOfTheCategoryThatItStandsFor()
    {
        string standIns = Learner.Tokenization.Patterns.SupplementaryText.StandIns;

        Assert.Equal(30, standIns.Length);
        Assert.All(Enumerable.Range(0, 30).Where(i => i != (int)System.Globalization.UnicodeCategory.Surrogate),
            i => Assert.Equal((System.Globalization.UnicodeCategory)i, char.GetUnicodeCategory(standIns[i])));
    }
}
