using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MlopsCl.Learner.Tokenization.Unicode;
using Xunit;

namespace MlopsCl.Learner.Tests.Tokenization;

public sealed class UnicodeNormalizationTests
{
    // Made with Python 3.6's unicodedata of Unicode 9, which is what the tokenizers library gives, too: for every code point c below 0x32000 (none
    // above changes) but surrogates, the UTF-8 of normalize(form, "a" + c + "\u0323\u0301" + c).
    [Theory]
    [InlineData("NFC", "250789669df47778b7c72f78672f85401939821bbc680f2c4346ed5917ffcb99")]
    [InlineData("NFD", "ff0dcb2802697f95ba652e89115a33470526a2ce544f0ad037a614ce769cb36b")]
    [InlineData("NFKC", "13b9563c4909b1479d27306a96fda6a23c86da24d458bf60679ed7115c97ce59")]
    [InlineData("NFKD", "48ad32530326ef5584014f3b16e22de830b9c04b6b122275af9d0610d2d09317")]
    public void Normalize_OfEveryCharacterBetweenMarks_AgreesWithPython(string form, string sha256)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int code = 0; code < 0x32000; code++)
        {
            if (Rune.IsValid(code))
            {
                string character = new Rune(code).ToString();
                hash.AppendData(Encoding.UTF8.GetBytes(Normalize(form, $"a{character}\u0323\u0301{character}")));
            }
        }

        Assert.Equal(sha256, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Fact]
    public void Normalize_OfRandomTexts_AgreesWithPython()
    {
        string[][] cases = JsonSerializer.Deserialize<string[][]>(File.ReadAllText(Fixture.Path("unicode", "normalization.json")))!;

        Assert.Equal(200, cases.Length);
        Assert.All(cases, c => Assert.Equal(c[1..], new[] { "NFC", "NFD", "NFKC", "NFKD" }.Select(form => Normalize(form, c[0]))));
    }

    [Fact]
    public void Normalize_Twice_ChangesNothingMore_AndFormsConvertIntoEachOther()
    {
        string[][] cases = JsonSerializer.Deserialize<string[][]>(File.ReadAllText(Fixture.Path("unicode", "normalization.json")))!;

        Assert.All(cases, c =>
        {
            string composed = Normalize("NFC", c[0]);
            Assert.Equal(composed, Normalize("NFC", composed));
            Assert.Equal(composed, Normalize("NFC", Normalize("NFD", c[0])));
            Assert.Equal(Normalize("NFKD", c[0]), Normalize("NFKD", Normalize("NFKC", c[0])));
        });
    }

    [Fact]
    public void Normalize_OfALoneSurrogate_GivesTheReplacementCharacter()
    {
        Assert.Equal("a\uFFFDb", Normalize("NFC", "a\uD800b"));
    }

    [Fact]
    public void Normalize_OfANormalizedText_GivesTheTextItself()
    {
        const string Text = "Привет, हिन्दी, 日本語, Tiếng Việt, العربية";

        Assert.Same(Text, UnicodeNormalization.Of(NormalizationForms.Composed).Normalize(Text));
    }

    private static string Normalize(string form, string text) => UnicodeNormalization.Of(
        (form is "NFC" or "NFKC" ? NormalizationForms.Composed : NormalizationForms.Decomposed)
        | (form is "NFKC" or "NFKD" ? NormalizationForms.Compatible : NormalizationForms.Decomposed)).Normalize(text);
}
