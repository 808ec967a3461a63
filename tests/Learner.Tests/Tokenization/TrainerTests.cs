using MlopsCl.Learner.Tokenization;
using MlopsCl.Learner.Tokenization.Training;
using Xunit;

namespace MlopsCl.Learner.Tests.Tokenization;

public sealed class TrainerTests : IDisposable
{
    private static readonly string[] Texts =
    [
        "USER: <image>\nWhat garment is this? ASSISTANT: T-shirt/top</s>",
        "USER: <image>\nWhich digit is written? ASSISTANT: seven</s>",
        "USER: <image>\nWhat kind of icon is this? ASSISTANT: a file</s>",
        "USER: <image>\nWhat garment is this? ASSISTANT: Ankle boot</s>",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("T-shirt/top")]
    [InlineData("a digit is this icon")]
    [InlineData("What kind of garment is a file?")]
    [InlineData("seven boot? a file: T-shirt")]
    public void WordLevel_DecodesKnownWordsExactly(string text)
    {
        Tokenizer tokenizer = TrainWords();

        int[] ids = tokenizer.Encode(text);

        Assert.DoesNotContain(0, ids);
        Assert.Equal(text, tokenizer.Decode(ids));
    }

    [Fact]
    public void WordLevel_GivesOneTokenForEachWordAndMark()
    {
        Tokenizer tokenizer = TrainWords();

        string[] tokens = [.. tokenizer.Encode(Texts[1]).Select(id => tokenizer.Token(id)!)];

        Assert.Equal(["<s>", "▁USER", ":", "▁", "<image>", "▁\n", "▁Which", "▁digit", "▁is", "▁written", "?", "▁ASSISTANT", ":", "▁seven", "</s>"], tokens);
    }

    [Fact]
    public void WordLevel_ReadsAnUnknownWordAsUnknown_AndKeepsCase()
    {
        Tokenizer tokenizer = TrainWords();

        Assert.Equal([tokenizer.TokenId("<unk>")!.Value], tokenizer.Encode("zebra", addSpecialTokens: false));
        Assert.NotNull(tokenizer.TokenId("▁Ankle"));
        Assert.Null(tokenizer.TokenId("▁ankle"));
    }

    [Fact]
    public void WordLevel_WithALimit_KeepsTheMostFrequentWords()
    {
        WordLevelTrainer.Write(_folder.File("tokenizer.json"), ["b b b a a c"], vocabularySize: 7);
        var tokenizer = Tokenizer.Load(_folder.Path);

        Assert.Equal(7, tokenizer.VocabularySize);
        Assert.Equal(5, tokenizer.TokenId("▁b"));
        Assert.Equal(6, tokenizer.TokenId("▁a"));
        Assert.Null(tokenizer.TokenId("▁c"));
    }

    [Fact]
    public void Bpe_LearnsTheMergesOfAHandWorkedExample()
    {
        // Pairs: lo 7 (5 low + 2 lower), ow 7, then low; we 2, er 2. Of equal counts the smaller ids win: l o before o w.
        BpeTrainer.Write(_folder.File("tokenizer.json"), ["low", "low", "low", "low", "low", "lower", "lower"], vocabularySize: 261 + 4, minimumCount: 2);
        var tokenizer = Tokenizer.Load(_folder.Path);

        Assert.Equal(["lo", "low", "er", "lower"], Enumerable.Range(261, 4).Select(id => tokenizer.Token(id)));
        Assert.Equal([262], tokenizer.Encode("low", addSpecialTokens: false));
        Assert.Equal([264], tokenizer.Encode("lower", addSpecialTokens: false));
    }

    [Fact]
    public void Bpe_WithASplitExpression_LearnsNoTokenAcrossIt()
    {
        BpeTrainer.Write(_folder.File("tokenizer.json"), ["ab1ab1ab1", "ab1"], vocabularySize: 300, splitExpression: @"\p{N}|\p{L}+");
        var tokenizer = Tokenizer.Load(_folder.Path);

        Assert.Equal(["ab", "1", "ab", "1"], tokenizer.Encode("ab1ab1", addSpecialTokens: false).Select(tokenizer.Token));
    }

    [Fact]
    public void Bpe_DecodesAnyTextExactly()
    {
        BpeTrainer.Write(_folder.File("tokenizer.json"), Texts, vocabularySize: 400);
        var tokenizer = Tokenizer.Load(_folder.Path);

        Assert.InRange(tokenizer.VocabularySize, 262, 400);
        Assert.All(new[] { "Ankle boot", "unseen wörds 👟\u200d, tabs\tand  spaces ", Texts[0].Replace("<image>", "").Replace("</s>", "") },
            text => Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text))));
    }

    [Fact]
    public void Write_Twice_GivesTheSameFile()
    {
        BpeTrainer.Write(_folder.File("1"), Texts);
        BpeTrainer.Write(_folder.File("2"), Texts.Reverse());

        Assert.Equal(File.ReadAllBytes(_folder.File("1")), File.ReadAllBytes(_folder.File("2")));
    }

    private Tokenizer TrainWords()
    {
        WordLevelTrainer.Write(_folder.File("tokenizer.json"), Texts);
        return Tokenizer.Load(_folder.Path);
    }
}
