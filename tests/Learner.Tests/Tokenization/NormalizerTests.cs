using MlopsCl.Learner.Tokenization;
using Xunit;

namespace MlopsCl.Learner.Tests.Tokenization;

public sealed class NormalizerTests
{
    [Theory]
    [InlineData("""{"type":"Lowercase"}""", "ÀΣİX", "àσi̇x")]
    [InlineData("""{"type":"Strip"}""", " \t a b \n", "a b")]
    [InlineData("""{"type":"Strip","strip_right":false}""", " a ", "a ")]
    [InlineData("""{"type":"Prepend","prepend":"▁"}""", "a", "▁a")]
    [InlineData("""{"type":"Replace","pattern":{"String":"."},"content":"-"}""", "a.b", "a-b")]
    [InlineData("""{"type":"Replace","pattern":{"Regex":" {2,}"},"content":" $1"}""", "a   b", "a $1b")]
    [InlineData("""{"type":"StripAccents"}""", "e\u0301a\u0300n", "ean")]
    [InlineData("""{"type":"StripAccents"}""", "हिंदी\u20DD", "हद")]
    [InlineData("""{"type":"ByteLevel"}""", "é a", "Ã©Ġa")]
    [InlineData("""{"type":"NFKC"}""", "ﬁ①Ａ", "fi1A")]
    [InlineData(
        """{"type":"Sequence","normalizers":[{"type":"NFD"},{"type":"Replace","pattern":{"Regex":"\\p{Mn}"},"content":""},{"type":"Lowercase"}]}""",
        "Éà", "ea")]
    public void Normalize_RewritesAsTheFormatSays(string normalizer, string text, string expected)
    {
        Tokenizer tokenizer = SmallTokenizer.Words($"\"normalizer\":{normalizer}", expected);

        Assert.Equal([expected], tokenizer.Tokens(text));
    }
}
