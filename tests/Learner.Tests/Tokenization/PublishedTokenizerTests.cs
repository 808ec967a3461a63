using System.Text.Json;
using MlopsCl.Learner.Tokenization;
using Xunit;

namespace MlopsCl.Learner.Tests.Tokenization;

public sealed class PublishedTokenizerTests
{
    public static TheoryData<string, int> Cases
    {
        get
        {
            var cases = new TheoryData<string, int>();
            foreach (string folder in new[] { "tokenizer-llama", "tokenizer-bytelevel" })
            {
                for (int i = 0; i < Expected(folder).Length; i++)
                {
                    cases.Add(folder, i);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void EncodeAndDecode_AgreeWithTheReference(string folder, int index)
    {
        Case expected = Expected(folder)[index];
        var tokenizer = Tokenizer.Load(Fixture.Path(folder));

        Assert.Equal(expected.Ids, tokenizer.Encode(expected.Text));
        Assert.Equal(expected.Ids, tokenizer.Encode(expected.Text));
        Assert.Equal(expected.IdsWithoutSpecial, tokenizer.Encode(expected.Text, addSpecialTokens: false));
        Assert.Equal(expected.Tokens, expected.IdsWithoutSpecial.Select(id => tokenizer.Token(id)));
        Assert.Equal(expected.Decoded, tokenizer.Decode(expected.Ids));
        Assert.Equal(expected.DecodedWithSpecial, tokenizer.Decode(expected.Ids, skipSpecialTokens: false));
    }

    [Theory]
    [InlineData("tokenizer-llama", 702)]
    [InlineData("tokenizer-bytelevel", 1004)]
    public void VocabularySize_CountsAddedTokens(string folder, int size)
    {
        Assert.Equal(size, Tokenizer.Load(Fixture.Path(folder, "tokenizer.json")).VocabularySize);
    }

    [Fact]
    public void TokenId_OfAnUnknownToken_IsNull()
    {
        var tokenizer = Tokenizer.Load(Fixture.Path("tokenizer-llama"));

        Assert.Equal(700, tokenizer.TokenId("<image>"));
        Assert.Equal(13, tokenizer.TokenId("<0x0A>"));
        Assert.Null(tokenizer.TokenId("no such token"));
    }

    private static Case[] Expected(string folder) => JsonSerializer.Deserialize<Case[]>(
        File.ReadAllText(Fixture.Path(folder, "expected.json")),
        new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower })!;

    private sealed record Case(string Text, int[] Ids, int[] IdsWithoutSpecial, string[] Tokens, string Decoded, string DecodedWithSpecial);
}
