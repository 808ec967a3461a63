using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MlopsCl.Learner.Tokenization.Unicode;
using Xunit;

namespace MlopsCl.Learner.Tests.Tokenization;

public sealed class UnicodeNormalizationTests
{
    // Made with Python's unicodedata of Unicode 14: for every code point c below 0x32000 (none above changes) but surrogates, the UTF-8 of normalize(form, "a" + c + "\u0323\u0301" + c).
    [Theory]
    [InlineData("NFC", "73e6f5c16f3ceeffa99ce3cfe757c7c9f17eb8d46f36cf85939d1e25b1646a79")]
    [InlineData("NFD", "08731ced89b2bd247d8d003dad16d9f2844e76ced50e276b7c89c35b6be696af")]
    [InlineData("NFKC", "f0c54fcda26464e58072433af653766a5ed6da7c1dc079f5ab835fbab2897d63")]
    [InlineData("NFKD", "ad9ba02ca669f286532b0df1adf2c7be8cceacf45539e4cc4b40e047b51a0dc5")]
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
