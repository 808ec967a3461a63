using MlopsCl.Learner.Tokenization;
using Xunit;

namespace MlopsCl.Learner.Tests.Tokenization;

public sealed class BpeTests
{
    // What the tokenizers library, 0.23.2, gives: z is no token and there is none for unknown characters, so that its neighbours meet.
    [Fact]
    public void Encode_OfACharacterThatIsLeftOut_JoinsWhatStandsBesideIt()
    {
        const string Vocabulary = "\"▁\":0,\"a\":1,\"b\":2,\"b▁\":3";

        Assert.Equal([1, 3, 1], SmallTokenizer.Bpe(Vocabulary, "\"b ▁\"").Encode("abz▁a"));
    }

    private const string Vocabulary = "\"a\":0,\"b\":1,\"c\":2,\"ab\":3,\"bc\":4,\"abc\":5,\"<unk>\":6";

    [Theory]
    [InlineData("\"a b\",\"ab c\"", "abc", "abc")]
    [InlineData("\"b c\",\"a b\"", "abc", "a|bc")]
    [InlineData("\"a b\"", "aabb", "a|ab|b")]
    [InlineData("[\"a\",\"b\"],[\"ab\",\"c\"]", "abcab", "abc|ab")]
    public void Encode_JoinsThePairOfLowestRankFirst(string merges, string text, string tokens)
    {
        Assert.Equal(tokens.Split('|'), SmallTokenizer.Bpe(Vocabulary, merges).Tokens(text));
    }

    [Theory]
    [InlineData("", "axyb", "a|b")]
    [InlineData("\"unk_token\":\"<unk>\"", "axyb", "a|<unk>|<unk>|b")]
    [InlineData("\"unk_token\":\"<unk>\",\"fuse_unk\":true", "axyb🧿", "a|<unk>|b|<unk>")]
    public void Encode_OfUnknownCharacters_FollowsTheOptions(string options, string text, string tokens)
    {
        Assert.Equal(tokens.Split('|'), SmallTokenizer.Bpe(Vocabulary, "", options).Tokens(text));
    }

    [Fact]
    public void Encode_WithByteFallback_WritesBytes_OnlyWhereAllAreKnown()
    {
        Tokenizer tokenizer = SmallTokenizer.Bpe("\"a\":0,\"<0xC3>\":1,\"<0xA9>\":2,\"<unk>\":3", "", "\"unk_token\":\"<unk>\",\"byte_fallback\":true");

        Assert.Equal(["a", "<0xC3>", "<0xA9>", "<unk>"], tokenizer.Tokens("aéè"));
    }

    [Fact]
    public void Encode_IgnoringMerges_TakesAWholeWordAsItIs()
    {
        string options = "\"ignore_merges\":true";

        Assert.Equal(["abc"], SmallTokenizer.Bpe(Vocabulary, "", options).Tokens("abc"));
        Assert.Equal(["a", "b", "c"], SmallTokenizer.Bpe(Vocabulary, "").Tokens("abc"));
    }

    [Fact]
    public void Encode_WithPrefixAndSuffix_LooksForThemInTheVocabulary()
    {
        Tokenizer tokenizer = SmallTokenizer.Bpe(
            "\"a\":0,\"##b\":1,\"##c</w>\":2,\"ab\":3", "\"a ##b\"", "\"continuing_subword_prefix\":\"##\",\"end_of_word_suffix\":\"</w>\"");

        Assert.Equal(["ab", "##c</w>"], tokenizer.Tokens("abc"));
    }

    [Fact]
    public void Encode_WordByWord_GivesWhatTheWholeTextGives()
    {
        // The same definition with another option is encoded in one piece.
        string json = File.ReadAllText(Fixture.Path("tokenizer-llama", "tokenizer.json"));
        Tokenizer fast = SmallTokenizer.Parse(json);
        string other = json.Replace("\"ignore_merges\": false", "\"ignore_merges\": true", StringComparison.Ordinal);
        Assert.NotEqual(json, other);
        Tokenizer whole = SmallTokenizer.Parse(other);
        const string Letters = "  \n\tabcdeehinoorstttuw.,'éß日🧿▁<>0";

        for (int seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            string text = string.Concat(Enumerable.Range(0, random.Next(0, 200)).Select(_ => Letters[random.Next(Letters.Length)]));
            Assert.Equal(whole.Encode(text), fast.Encode(text));
        }
    }

    [Fact]
    public void Encode_GivesWhatTheDefinitionGives_StepByStep()
    {
        string path = Fixture.Path("tokenizer-llama", "tokenizer.json");
        var tokenizer = Tokenizer.Load(path);
        var naive = new NaiveBpe(path);
        const string Letters = "     aaabcdeeefghiillmnnoorrssttuwy.,'\néß日🧿▁0123";
        for (int seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            string letters = seed % 3 == 0 ? Letters.TrimStart() : Letters;
            string text = "x" + string.Concat(Enumerable.Range(0, random.Next(0, 120)).Select(_ => letters[random.Next(letters.Length)]));
            text = string.Concat(text.EnumerateRunes());

            Assert.Equal(naive.Encode("▁" + text.Replace(' ', '▁')), tokenizer.Encode(text, addSpecialTokens: false));
        }
    }

    [Fact]
    public void Encode_OfPairsOfEqualResult_TakesTheLowestRankAtTheLeft()
    {
        // a a a a a: the pair (a, a) is joined from the left, then (aa, aa) before (aa, a).
        string vocabulary = "\"a\":0,\"aa\":1,\"aaa\":2,\"aaaa\":3";

        Assert.Equal(["aaaa", "a"], SmallTokenizer.Bpe(vocabulary, "\"a a\",\"aa aa\",\"aa a\"").Tokens("aaaaa"));
        Assert.Equal(["aa", "aaa"], SmallTokenizer.Bpe(vocabulary, "\"a a\",\"aa a\",\"aa aa\"").Tokens("aaaaa"));
    }

    [Theory]
    [InlineData("tokenizer-llama")]
    [InlineData("tokenizer-bytelevel")]
    public void DecodeOfEncode_GivesAnyComposedTextBack(string folder)
    {
        var tokenizer = Tokenizer.Load(Fixture.Path(folder));
        for (int seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            string text = string.Concat(Enumerable.Range(0, random.Next(0, 60)).Select(_ => Character(random)));

            Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text)));
        }
    }

    [Fact]
    public void Encode_WithATokenAcrossASpace_FindsItWhereverItIs()
    {
        Tokenizer tokenizer = SmallTokenizer.Bpe("\"a\":0,\"b\":1,\"▁\":2,\"a▁\":3,\"a▁b\":4,\"▁b\":5", "\"a ▁\",\"a▁ b\",\"▁ b\"");

        Assert.Equal(["a▁b", "▁", "a▁b", "▁b", "a▁", "▁b"], tokenizer.Tokens("a▁b▁a▁b▁ba▁▁b"));
    }

    [Fact]
    public void Encode_OfMoreWordsThanAreRemembered_LosesNothing()
    {
        var tokenizer = Tokenizer.Load(Fixture.Path("tokenizer-llama"));
        string text = string.Join(' ', Enumerable.Range(0, 70_000));

        Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text)));
        Assert.Equal(tokenizer.Encode("1 2 3"), Tokenizer.Load(Fixture.Path("tokenizer-llama")).Encode("1 2 3"));
    }

    [Fact]
    public void Encode_OfAVeryLongWord_LosesNothing()
    {
        var tokenizer = Tokenizer.Load(Fixture.Path("tokenizer-llama"));
        string text = new('a', 200_000);

        Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text)));
    }

    [Fact]
    public void Encode_OnManyThreads_GivesWhatOneThreadGives()
    {
        var tokenizer = Tokenizer.Load(Fixture.Path("tokenizer-bytelevel"));
        string[] texts = [.. Enumerable.Range(0, 400).Select(i => $"the {i} quick brown foxes jumped over {i * 7919} lazy dogs")];
        int[][] expected = [.. texts.Select(text => tokenizer.Encode(text))];
        int[][] actual = new int[texts.Length][];

        Parallel.For(0, texts.Length, i => actual[i] = tokenizer.Encode(texts[i]));

        Assert.Equal(expected, actual);
    }

    // No combining marks and nothing that NFC changes, since a normalized text cannot come back as it was.
    private static string Character(Random random) => random.Next(4) switch
    {
        0 => char.ConvertFromUtf32(random.Next(0x1F300, 0x1F5FF)),
        1 => ((char)random.Next(0x4E00, 0x9FFF)).ToString(),
        2 => ((char)random.Next(0xA0, 0x17F)).ToString(),
        _ => ((char)random.Next(0x20, 0x7F)).ToString(),
    };
}
