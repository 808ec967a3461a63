using System.Text.Json;
using MlopsCl.Learner.Prompting;
using MlopsCl.Learner.Prompting.Jinja;
using MlopsCl.Learner.Tokenization;

namespace MlopsCl.Learner.Conformance;

/// <summary>
/// Conversations as chat templates write them: <c>templates.json</c>, which names tokenizers' folders beside this one, and
/// <c>expected.json</c> with texts, ids, the assistant's mask and raised errors.
/// </summary>
internal sealed class ChatKind : FixtureKind
{
    public override string Name => "chat templates";

    public override bool Recognises(FixtureFolder folder) => folder.Has("templates.json", "expected.json");

    public override IEnumerable<ConformanceCheck> Check(FixtureFolder folder, string device)
    {
        var templates = folder.Json("templates.json").EnumerateObject().ToDictionary(
            template => template.Name, template => (Template: Parse(template), Tokenizer: Load(folder, template.Value)));
        var (texts, ids, masks, errors) = (new Tally("texts", 0), new Tally("ids", 0), new Tally("assistant masks", 0), new Tally("errors", 0));
        foreach (var item in folder.Json("expected.json").EnumerateArray())
        {
            var (template, tokenizer) = templates[item.GetProperty("template").GetString()!];
            var (chat, error) = Render(template, item);
            var where = $"{template.Name}: '{item.GetProperty("messages")}'";
            errors.Same(item.TryGetProperty("error", out var expected) ? expected.GetString() : null, error, where);
            if (chat is null || !item.TryGetProperty("text", out var text))
                continue;
            texts.Same(text.GetString(), chat.Text, where);
            var (found, isAssistant) = chat.Encode(tokenizer, addSpecialTokens: false);
            ids.Equal(Ints(item.GetProperty("ids")), found, where);
            masks.Equal(Ints(item.GetProperty("assistant_mask")), [.. isAssistant.Select(one => one ? 1 : 0)], where);
        }

        return new[] { texts, ids, masks, errors }.Select(tally => tally.ToCheck());
    }

    private static PublishedChatTemplate Parse(JsonProperty template)
    {
        var tokens = template.Value.EnumerateObject()
            .Where(member => member.Name.EndsWith("_token", StringComparison.Ordinal) && member.Value.ValueKind == JsonValueKind.String)
            .ToDictionary(member => member.Name, member => member.Value.GetString()!);
        return PublishedChatTemplate.Parse(template.Name, template.Value.GetProperty("template").GetString()!, tokens);
    }

    private static Tokenizer Load(FixtureFolder folder, JsonElement template) =>
        Tokenizer.Load(folder.Sibling(template.GetProperty("tokenizer").GetString()!).Path);

    private static (RenderedChat? Chat, string? Error) Render(PublishedChatTemplate template, JsonElement item)
    {
        try
        {
            return (template.Render(JinjaJsonValue.Of(item.GetProperty("messages")), item.GetProperty("add_generation_prompt").GetBoolean()), null);
        }
        catch (JinjaException error)
        {
            return (null, error.Reason);
        }
    }

    private static int[] Ints(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetInt32())];
}
