using System.Text.Json;
using System.Text.RegularExpressions;
using MlopsCl.Learner.Tokenization;
using MlopsCl.Learner.Tokenization.Patterns;
using Xunit;

namespace MlopsCl.Learner.Tests.Tokenization;

/// <summary>Tables against .NET's regular expressions, which try one way after another.</summary>
public sealed class PatternTests
{
    private const string Gpt2 = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    private const string Gpt4 = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private const string Tekken = @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"
        + @"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private const string Letters = "  \t\r\n\n'sStTreveLLd's09²½aAéÉǅʰ日本ß_-/.,!\u0301\u0300\u00A0\u3000\u2028ßKſ";

    // Pieces that the tokenizers library, 0.23.2, gives. A beginning of a line, ^, makes no table.
    [Theory]
    [InlineData(@"\w+", "a½b² ①x²³", "a½b²|x²³")]
    [InlineData(@"^q|\w+", "a½b² ①x²³", "a½b²|x²³")]
    [InlineData(@"[\w.]+", "a½. ①x²", "a|.|x")]
    [InlineData(@"^q|[\w.]+", "a½. ①x²", "a|.|x")]
    [InlineData(@"^q|\W", "a½ ।कि①", " |।|①")]
    [InlineData(@"^q|a{,2}b", "aaab{,2}b", "aab|b")]
    public void FindMatches_TakesWordsAndCountsAsTheirEngineDoes(string expression, string text, string matches)
    {
        Assert.Equal(matches.Split('|'), Find(Compile(expression), text).Select(match => text.Substring(match.Start, match.Length)));
    }

    [Theory]
    [InlineData(@"^a|(?m:.)")]
    [InlineData(@"^a(?i)b")]
    [InlineData(@"^a|[\W]")]
    public void Compile_OfWhatWouldBeReadOtherwise_IsRefused(string expression)
    {
        Assert.Contains("supported", Assert.Throws<TokenizerFormatException>(() => Compile(expression)).Message);
    }

    [Theory]
    [InlineData(@"\p{Latin}+")]
    [InlineData(@"[\p{Greek}]+|a")]
    [InlineData(@"a|\p{Alpha}|b")]
    [InlineData(@"[^\P{Upper}x]")]
    public void Compile_OfAPropertyThatIsNoCategory_IsRefusedByItsName(string expression)
    {
        var error = Assert.Throws<TokenizerFormatException>(() => Compile(expression));
        Assert.Contains("Unknown property", error.Message);
        Assert.Contains(expression, error.Message);
    }

    [Theory]
    [InlineData(Gpt2)]
    [InlineData(Gpt4)]
    [InlineData(Tekken)]
    [InlineData(@"\s?[A-Za-zµÀ-ÖØ-öø-ƺ]+|\s?[!-/:-~]+|\s+$|[一-龥]+|\d")]
    [InlineData(@"a*?b|(?:ab|a)(?:c|bcd)|[^a-c]{2,3}|(a|b)+?c|\z")]
    [InlineData(@"x*")]
    public void FindMatches_FindsWhatARegularExpressionFinds(string expression)
    {
        var regex = new Regex(expression, RegexOptions.Multiline | RegexOptions.CultureInvariant);
        TokenizerPattern pattern = Compile(expression);
        Assert.True(pattern.IsTable);
        for (int seed = 0; seed < 1500; seed++)
        {
            var random = new Random(seed);
            string letters = seed % 2 == 0 ? Letters : "abcdx\n ";
            string text = string.Concat(Enumerable.Range(0, random.Next(0, 40)).Select(_ => letters[random.Next(letters.Length)]))
                .Replace('ſ', 'q').Replace('K', 'q');

            Assert.Equal(regex.Matches(text).Where(IsNew(regex, text)).Select(match => (match.Index, match.Length)), Find(pattern, text));
        }
    }

    [Theory]
    [InlineData(@"[^\r\n\p{L}\p{N}]?+\p{L}++|\p{N}{1,3}+| ?[^\s\p{L}\p{N}]++[\r\n]*+|\s++")]
    [InlineData(@"(?i:'s|'t)|\p{N}++")]
    [InlineData(@"[\p{L}--]+|\x41\u0042\x{1F600}")]
    public void PossessiveRepetitionsThatNeverGiveBack_BecomeTables(string expression) => Assert.True(Compile(expression).IsTable);

    [Theory]
    [InlineData(@"a++ab")]
    [InlineData(@"(?<=a)b")]
    [InlineData(@"^a")]
    [InlineData(@"(a)\1")]
    [InlineData(@"\bword")]
    public void WhatNoTableCanSay_IsLeftToARegularExpression(string expression) => Assert.False(Compile(expression).IsTable);

    [Fact]
    public void WithoutRegardToCase_TheLongSAndTheKelvinSignAreLettersToo()
    {
        Assert.Equal([(0, 2), (2, 2)], Find(Compile(@"(?i:'s|'k)"), "'ſ'K"));
    }

    [Fact]
    public void CharactersBeyondTheBasicPlane_AreOne()
    {
        Assert.Equal([(0, 4), (4, 4)], Find(Compile(@"\p{L}+|\p{So}+"), "𠮷𠮷🧿🧿"));
        Assert.Equal([(0, 1), (1, 2)], Find(Compile(@"."), "a🧿"));
    }

    // The engine that tokenizers' expressions are written for gives no empty match right behind another match.
    private static Func<Match, bool> IsNew(Regex regex, string text) =>
        match => match.Length > 0 || !regex.Matches(text).Any(other => other.Length > 0 && other.Index + other.Length == match.Index);

    private static TokenizerPattern Compile(string expression)
    {
        using var json = JsonDocument.Parse(JsonSerializer.Serialize(expression));
        return TokenizerPattern.Of(new DefinitionNode("small.json", "pattern", json.RootElement), expression);
    }

    private static List<(int Start, int Length)> Find(TokenizerPattern pattern, string text)
    {
        var matches = new List<(int Start, int Length)>();
        pattern.FindMatches(text, matches);
        return matches;
    }
}
