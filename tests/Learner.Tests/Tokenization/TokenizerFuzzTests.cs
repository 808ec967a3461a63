using System.Text;
using MlopsCl.Learner.Tokenization;
using Xunit;

namespace MlopsCl.Learner.Tests.Tokenization;

public sealed class TokenizerFuzzTests
{
    private const string Llama = """
        {"added_tokens":[{"id":9,"content":"<s>","special":true,"normalized":false},{"id":10,"content":"<image>","special":true,"lstrip":true}],
        "normalizer":{"type":"Sequence","normalizers":[{"type":"Prepend","prepend":"▁"},{"type":"NFKC"},{"type":"Lowercase"},{"type":"Strip"}]},
        "pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"Metaspace","replacement":"▁","prepend_scheme":"first","split":false},
        {"type":"Digits","individual_digits":true},{"type":"Punctuation","behavior":"Isolated"}]},
        "post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A","type_id":0}}],
        "special_tokens":{"<s>":{"id":"<s>","ids":[9],"tokens":["<s>"]}}},
        "decoder":{"type":"Sequence","decoders":[{"type":"ByteFallback"},{"type":"Fuse"},
        {"type":"Strip","content":" ","start":1,"stop":0},{"type":"Metaspace","replacement":"▁"}]},
        "model":{"type":"BPE","unk_token":"<unk>","fuse_unk":true,"byte_fallback":true,"vocab":{"<unk>":0,"a":1,"b":2,"▁":3,"ab":4,"▁ab":5,"<0x41>":6},
        "merges":["a b",["▁","ab"]]}}
        """;

    private const string Words = """
        {"added_tokens":[],"normalizer":null,"pre_tokenizer":{"type":"WhitespaceSplit"},"post_processor":{"type":"BertProcessing","sep":["b",2],"cls":["a",1]},
        "decoder":null,"model":{"type":"WordLevel","unk_token":"<unk>","vocab":{"<unk>":0,"a":1,"b":2}}}
        """;

    private const string Patterns = """
        {"pre_tokenizer":{"type":"Sequence","pretokenizers":[{"type":"Split","pattern":{"Regex":"(?i:'s)|[^\\r\\n\\p{L}]?+\\p{L}+| ?[^\\s]+"},
        "behavior":"Isolated","invert":false},
        {"type":"ByteLevel","add_prefix_space":false,"use_regex":false}]},
        "decoder":{"type":"ByteLevel"},"model":{"type":"BPE","vocab":{"a":1,"b":2,"Ġ":3,"ab":4},"merges":["a b"],"ignore_merges":true}}
        """;

    [Theory]
    [InlineData(Llama, 5_000, 40_000)]
    [InlineData(Words, 5_000, 30_000)]
    [InlineData(Patterns, 5_000, 30_000)]
    public void Parse_OfADamagedDefinition_GivesATokenizerOrNamesFileAndKey(string json, int usually, int thoroughly)
    {
        int times = Thorough.Count(usually, thoroughly);
        byte[] original = Encoding.UTF8.GetBytes(json);
        Assert.False(IsRefused(original));

        int refused = Enumerable.Range(0, times).Count(seed => IsRefused(Mutation.Of(original, seed)));

        Assert.InRange(refused, times / 2, times - 1);
    }

    [Theory]
    [InlineData("tokenizer-llama")]
    [InlineData("tokenizer-bytelevel")]
    public void Parse_OfADamagedPublishedDefinition_GivesATokenizerOrNamesFileAndKey(string folder)
    {
        byte[] original = File.ReadAllBytes(Fixture.Path(folder, "tokenizer.json"));

        Assert.All(Enumerable.Range(0, Thorough.Count(60, 5_000)), seed => IsRefused(Mutation.Of(original, seed)));
    }

    [Theory]
    [InlineData("tokenizer-llama")]
    [InlineData("tokenizer-bytelevel")]
    public void Encode_OfAnyText_GivesKnownIds(string folder)
    {
        var tokenizer = Tokenizer.Load(Fixture.Path(folder));
        for (int seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            string text = string.Concat(
                Enumerable.Range(0, random.Next(100)).Select(_ => (char)(random.Next(3) == 0 ? random.Next(0xD700, 0xE100) : random.Next(0x100))));

            Assert.All(tokenizer.Encode(text), id => Assert.NotNull(tokenizer.Token(id)));
        }
    }

    private static bool IsRefused(byte[] json)
    {
        try
        {
            var tokenizer = Tokenizer.Parse("damaged.json", json);
            tokenizer.Decode(tokenizer.Encode("ab <image> ABÉ 12'S \n\ud800 a🧿b"));
            return false;
        }
        catch (TokenizerFormatException error)
        {
            Assert.Equal("damaged.json", error.File);
            Assert.StartsWith("damaged.json: ", error.Message);
            return true;
        }
    }
}
