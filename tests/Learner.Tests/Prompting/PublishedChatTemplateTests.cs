using System.Text.Json;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Prompting;
using MlopsCl.Learner.Prompting.Jinja;
using MlopsCl.Learner.Tokenization;

namespace MlopsCl.Learner.Tests.Prompting;

/// <summary>Expected texts, ids, masks and the raised error: the reference implementation's.</summary>
public sealed class PublishedChatTemplateTests : IDisposable
{
    private static readonly JsonElement Templates = JsonDocument.Parse(File.ReadAllBytes(Fixture.Path("chat", "templates.json"))).RootElement;

    private static readonly JsonElement[] Cases =
        [.. JsonDocument.Parse(File.ReadAllBytes(Fixture.Path("chat", "expected.json"))).RootElement.EnumerateArray()];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<int> Indices => [.. Enumerable.Range(0, Cases.Length)];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Indices))]
    public void RenderAndEncode_AgreeWithTheReference(int index)
    {
        var item = Cases[index];
        var settings = Templates.GetProperty(item.GetProperty("template").GetString()!);
        var template = Parse(settings);
        var messages = JinjaJsonValue.Of(item.GetProperty("messages"));
        var prompts = item.GetProperty("add_generation_prompt").GetBoolean();
        if (item.TryGetProperty("error", out var error))
        {
            Assert.Equal(error.GetString(), Assert.Throws<JinjaException>(() => template.Render(messages, prompts)).Reason);
            return;
        }

        var chat = template.Render(messages, prompts);
        var (ids, isAssistant) = chat.Encode(Tokenizer.Load(Fixture.Path(settings.GetProperty("tokenizer").GetString()!)), addSpecialTokens: false);
        Assert.Equal(item.GetProperty("text").GetString(), chat.Text);
        Assert.Equal(item.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32()), ids);
        Assert.Equal(item.GetProperty("assistant_mask").EnumerateArray().Select(one => one.GetInt32() == 1), isAssistant);
    }

    [Fact]
    public void Prepare_WithAPublishedTemplate_LearnsOnlyTheAnswer_AndAsksAsItLearned()
    {
        var preparation = PromptFormat.Load(Fixture.Path("llava")).Prepare(LlavaConfigFile.Read(Fixture.Path("llava")));
        var tokenizer = Tokenizer.Load(Fixture.Path("llava"));
        var picture = Picture.FromBytes(new byte[] { 1 });
        var sample = preparation.Prepare(
            new Sample("s", "t", [picture], [new Turn(Speaker.Human, "What is it?"), new Turn(Speaker.Assistant, "A small drawing.")]), isMemory: false);
        var question = preparation.Prepare(new Question("<image>\nWhat is it?", [picture]));

        Assert.Equal("A small drawing.", tokenizer.Decode([.. sample.Labels.Where(label => label != -100)]));
        Assert.Equal(2, sample.Labels[^1]);
        Assert.Equal(question.Ids, sample.Ids.Take(question.Ids.Length));
        Assert.All(sample.Labels.Take(question.Ids.Length), label => Assert.Equal(-100, label));
        Assert.DoesNotContain(-100, sample.Labels.Skip(question.Ids.Length));
    }

    [Theory]
    [InlineData("{% for m in messages %}{{ m.role }}: {{ m.content }}{{ eos_token if m.role == 'assistant' }}\n{% endfor %}{% if add_generation_prompt " +
        "%}assistant:{% endif %}", " red</s>")]
    [InlineData("llama_2", " red </s>")]
    [InlineData("vicuna_v1", " red</s>")]
    public void Encode_WithoutMarksAndWithBuiltInTemplates_FindsWhatTheAnswerAdds(string source, string learned)
    {
        var tokenizer = Tokenizer.Load(Fixture.Path("tokenizer-llama"));
        var template = PublishedChatTemplate.Parse("t", source, new Dictionary<string, string> { ["eos_token"] = "</s>", ["bos_token"] = "<s>" });
        var (ids, isAnswer) = new TemplatedPrompts(template, tokenizer).Encode(
            [new Turn(Speaker.Human, "Which?"), new Turn(Speaker.Assistant, "red"), new Turn(Speaker.Human, "And?"), new Turn(Speaker.Assistant, "red")],
            pictures: 1);

        string[] answers = [.. string.Concat(ids.Zip(isAnswer).Select(token => token.Second ? tokenizer.Token(token.First)!.Replace('▁', ' ') : "|"))
            .Split('|', StringSplitOptions.RemoveEmptyEntries)];
        Assert.Equal([learned, learned], answers);
        Assert.Equal(1, ids.Count(id => id == 700));
        Assert.Equal(1, ids[0]);
    }

    [Theory]
    [InlineData("{{ messages[0].content }} A: {{ messages[-1].content if messages|length > 1 }}", "Sample 's' of task 't'")]
    [InlineData("{% for m in messages %}{{ m.content | upper }}{% endfor %}", "does not fit the conversation")]
    [InlineData("{% for m in messages %}{% generation %}{{ m.content }}{% endgeneration %}{% endfor %}", "marks 2 answers of 1")]
    [InlineData("{% for m in messages %}{% if m.role == 'assistant' %}A:{% generation %} {{ m.content }}{% endgeneration %}{% else %}{{ m.content }} {% " +
        "endif %}{% endfor %}{{ 'A:' if add_generation_prompt }}", "end tokens")]
    [InlineData("{{ raise_exception('no such thing') }}", "no such thing")]
    [InlineData("{% for m in messages %}{{ m.content | replace('<image>', '') }}{% endfor %}", "0 markers <image> for 1 pictures")]
    public void ATemplateThatDoesNotFit_IsAnErrorThatNamesTheSample(string source, string reason)
    {
        var tokenizer = Tokenizer.Load(Fixture.Path("llava"));
        var template = PublishedChatTemplate.Parse("t", source, new Dictionary<string, string>());
        var preparation = new SamplePreparation(tokenizer, LlavaConfigFile.Read(Fixture.Path("llava")), template);
        var sample = new Sample("s", "t", [Picture.FromBytes(new byte[] { 1 })], [new Turn(Speaker.Human, "Which?"), new Turn(Speaker.Assistant, "red")]);

        var error = Assert.Throws<ArgumentException>(() => preparation.Prepare(sample, isMemory: false));

        Assert.StartsWith("Sample 's' of task 't': ", error.Message);
        Assert.Contains(reason, error.Message);
    }

    [Theory]
    [InlineData("chat_template.jinja", "{{ 'J' }}")]
    [InlineData("chat_template.json", "{\"chat_template\":\"{{ 'J' }}\"}")]
    [InlineData("tokenizer_config.json", "{\"chat_template\":\"{{ 'J' }}\",\"eos_token\":{\"content\":\"</s>\"}}")]
    [InlineData("tokenizer_config.json", "{\"chat_template\":[{\"name\":\"tool_use\",\"template\":\"T\"},{\"name\":\"default\",\"template\":\"{{ 'J' }}\"}]}")]
    public void Load_FindsTheTemplateWhereModelsHaveIt(string file, string content)
    {
        File.WriteAllText(_folder.File(file), content);

        Assert.Equal("J", Load("tokenizer-llama")!.Render(null, addGenerationPrompt: true).Text);
    }

    [Fact]
    public void Load_WithoutATemplate_TakesChatMl_OnlyWhereTheTokenizerKnowsIt()
    {
        Assert.Null(Load("tokenizer-llama"));
        Assert.Equal("<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n",
            Load("tokenizer-bytelevel")!.Render(ChatMessages.Question("Hi", asParts: false), addGenerationPrompt: true).Text);
    }

    [Theory]
    [InlineData("tokenizer_config.json", "{")]
    [InlineData("tokenizer_config.json", "[]")]
    [InlineData("tokenizer_config.json", "{\"chat_template\":5}")]
    [InlineData("tokenizer_config.json", "{\"chat_template\":[{\"name\":\"other\",\"template\":\"x\"}]}")]
    [InlineData("tokenizer_config.json", "{\"chat_template\":[{\"name\":5}]}")]
    [InlineData("processor_config.json", "{\"chat_template\":[{\"template\":\"x\"}]}")]
    public void Load_OfBrokenSettings_NamesTheFile(string file, string content)
    {
        File.WriteAllText(_folder.File(file), content);

        Assert.Contains(file, Assert.Throws<InvalidDataException>(() => Load("tokenizer-llama")).Message);
    }

    private PublishedChatTemplate? Load(string tokenizer) => PublishedChatTemplate.Load(_folder.Path, Tokenizer.Load(Fixture.Path(tokenizer)));

    private static PublishedChatTemplate Parse(JsonElement settings)
    {
        var tokens = new Dictionary<string, string>();
        foreach (var name in new[] { "bos_token", "eos_token" })
        {
            if (settings.GetProperty(name).GetString() is { } token)
                tokens[name] = token;
        }

        return PublishedChatTemplate.Parse("chat.jinja", settings.GetProperty("template").GetString()!, tokens);
    }
}
