using MlopsCl.Learner.Tokenization;
using Xunit;

namespace MlopsCl.Learner.Tests.Tokenization;

public sealed class TokenizerFormatTests
{
    private const string Model = "\"model\":{\"type\":\"WordLevel\",\"vocab\":{\"<unk>\":0},\"unk_token\":\"<unk>\"}";

    [Theory]
    [InlineData("{", "$")]
    [InlineData("[]", "")]
    [InlineData("{}", "model")]
    [InlineData("""{"model":{"type":"Unigram"}}""", "model")]
    [InlineData("""{"model":{"type":"WordLevel","vocab":{"a":0},"unk_token":"<unk>"}}""", "model.unk_token")]
    [InlineData("""{"model":{"type":"WordLevel","vocab":{"a":0,"b":0},"unk_token":"a"}}""", "model.vocab.b")]
    [InlineData("""{"model":{"type":"WordLevel","vocab":{"a":0,"a":1},"unk_token":"a"}}""", "model.vocab.a")]
    [InlineData("""{"model":{"type":"WordLevel","vocab":{"a":0},"vocab":{"a":1},"unk_token":"a"}}""", "$")]
    [InlineData("""{"model":{"type":"BPE","vocab":["a"],"merges":[]}}""", "model.vocab")]
    [InlineData("""{"model":{"type":"BPE","merges":[]}}""", "model.vocab")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0}}}""", "model.merges")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"\ud800":0},"merges":[]}}""", "model.vocab")]
    [InlineData("""{"model":{"type":"BPE","merges":["a b"],"vocab":{"a":0,"b":1}}}""", "model.merges[0]")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0},"merges":[["a"]]}}""", "model.merges[0]")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0},"merges":[7]}}""", "model.merges[0]")]
    [InlineData("""{"model":{"type":"WordLevel","vocab":{"a":-1},"unk_token":"a"}}""", "model.vocab.a")]
    [InlineData("""{"model":{"type":"WordLevel","vocab":{"a":2147483647},"unk_token":"a"}}""", "model.vocab.a")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0},"merges":["a"]}}""", "model.merges[0]")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0},"merges":["a a"]}}""", "model.merges[0]")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0},"merges":[["a",1]]}}""", "model.merges[0][1]")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0},"merges":{}}}""", "model.merges")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0},"merges":[],"dropout":0.1}}""", "model.dropout")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0},"merges":[],"unk_token":"b"}}""", "model.unk_token")]
    [InlineData("""{"model":{"type":"BPE","vocab":{"a":0},"merges":[],"byte_fallback":"yes"}}""", "model.byte_fallback")]
    [InlineData("""{MODEL,"normalizer":{"type":"Precompiled"}}""", "normalizer")]
    [InlineData("""{MODEL,"normalizer":{"type":"Sequence","normalizers":[{"type":"Prepend"}]}}""", "normalizer.normalizers[0].prepend")]
    [InlineData("""{MODEL,"normalizer":{"type":"Replace","pattern":{"Regex":"(a"},"content":""}}""", "normalizer.pattern.Regex")]
    [InlineData("""{MODEL,"normalizer":{"type":"Replace","pattern":{"Regex":"[[:alpha:]]"},"content":""}}""", "normalizer.pattern.Regex")]
    [InlineData("""{MODEL,"normalizer":{"type":"Replace","pattern":{"String":""},"content":""}}""", "normalizer.pattern.String")]
    [InlineData("""{MODEL,"pre_tokenizer":{"type":"Split","pattern":{"String":"a"}}}""", "pre_tokenizer.behavior")]
    [InlineData("""{MODEL,"pre_tokenizer":{"type":"Split","pattern":{"String":"a"},"behavior":"0"}}""", "pre_tokenizer.behavior")]
    [InlineData("""{MODEL,"pre_tokenizer":{"type":"Metaspace","replacement":"ab"}}""", "pre_tokenizer.replacement")]
    [InlineData("""{MODEL,"pre_tokenizer":{"type":"Metaspace","replacement":"▁","prepend_scheme":"last"}}""", "pre_tokenizer.prepend_scheme")]
    [InlineData("""{MODEL,"pre_tokenizer":{"type":"UnicodeScripts"}}""", "pre_tokenizer")]
    [InlineData("""{MODEL,"pre_tokenizer":{}}""", "pre_tokenizer.type")]
    [InlineData("""{MODEL,"pre_tokenizer":"Whitespace"}""", "pre_tokenizer")]
    [InlineData(
        """{MODEL,"post_processor":{"type":"TemplateProcessing","single":[{"SpecialToken":{"id":"x"}},{"Sequence":{"id":"A"}}]}}""",
        "post_processor.single[0].SpecialToken.id")]
    [InlineData("""{MODEL,"post_processor":{"type":"TemplateProcessing","single":[]}}""", "post_processor.single")]
    [InlineData("""{MODEL,"post_processor":{"type":"BertProcessing","sep":["a"],"cls":["b",1]}}""", "post_processor.sep")]
    [InlineData("""{MODEL,"decoder":{"type":"CTC"}}""", "decoder")]
    [InlineData("""{MODEL,"pre_tokenizer":{"type":"CharDelimiterSplit","delimiter":"ab"}}""", "pre_tokenizer.delimiter")]
    [InlineData("""{MODEL,"decoder":{"type":"Strip","content":" ","start":-1,"stop":0}}""", "decoder.start")]
    [InlineData("""{MODEL,"added_tokens":[{"id":0,"content":"x"}]}""", "added_tokens[0]")]
    [InlineData("""{MODEL,"added_tokens":[{"id":5,"content":"<unk>"}]}""", "added_tokens[0]")]
    [InlineData("""{MODEL,"added_tokens":[{"id":5,"content":"x"},{"id":5,"content":"y"}]}""", "added_tokens[1]")]
    [InlineData("""{MODEL,"added_tokens":[{"id":5,"content":""}]}""", "added_tokens[0].content")]
    public void Parse_OfABrokenDefinition_NamesFileAndKey(string json, string key)
    {
        var error = Assert.Throws<TokenizerFormatException>(() => SmallTokenizer.Parse(json.Replace("MODEL", Model, StringComparison.Ordinal)));

        Assert.Equal("small.json", error.File);
        Assert.Equal(key, error.Key);
    }

    [Fact]
    public void Load_OfAFolderWithout_NamesTheFile()
    {
        using var folder = new TemporaryFolder();

        Assert.Contains("tokenizer.json", Assert.Throws<FileNotFoundException>(() => Tokenizer.Load(folder.Path)).Message);
    }
}
