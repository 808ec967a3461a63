using MlopsCl.Learner.Prompting.Jinja;
using MlopsCl.Learner.Tokenization;

namespace MlopsCl.Learner.Prompting;

/// <summary>The chat template that a model was published with: how conversations read to it, and which parts are the assistant's.</summary>
internal sealed class PublishedChatTemplate
{
    private readonly JinjaTemplate _template;
    private readonly IReadOnlyDictionary<string, string> _specialTokens;

    private PublishedChatTemplate(JinjaTemplate template, IReadOnlyDictionary<string, string> specialTokens)
    {
        _template = template;
        _specialTokens = specialTokens;
        TakesParts = ProbeForParts();
    }

    /// <summary>Whether messages' contents are lists of pictures and texts to it, and not texts.</summary>
    public bool TakesParts { get; }

    /// <summary>Whether it says itself which parts of the text are the assistant's.</summary>
    public bool MarksAnswers => _template.MarksGeneration;

    /// <summary>The file or name, for messages.</summary>
    public string Name => _template.Name;

    /// <summary>Reads a template.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="source">The template, or the name of one of the <see cref="BuiltInTemplates"/>.</param>
    /// <param name="specialTokens">The texts of special tokens by the names that templates know them by.</param>
    /// <exception cref="JinjaException">It breaks a rule of the language, or uses something that is not supported.</exception>
    public static PublishedChatTemplate Parse(string name, string source, IReadOnlyDictionary<string, string> specialTokens) =>
        new(JinjaTemplate.Parse(name, BuiltInTemplates.Find(source.Trim()) ?? source), specialTokens);

    /// <summary>
    /// Reads the template of a model's folder; null where it has none and the model is asked as LLaVA-1.5 is. A tokenizer that knows ChatML's
    /// tokens means ChatML.
    /// </summary>
    /// <exception cref="InvalidDataException">A file is not valid; the message names it and the key.</exception>
    /// <exception cref="JinjaException">The template breaks a rule of the language, or uses something that is not supported.</exception>
    public static PublishedChatTemplate? Load(string folder, Tokenizer tokenizer)
    {
        ChatSettings settings = ChatSettings.Read(folder);
        bool knowsChatMl = tokenizer.TokenId("<|im_start|>") is not null && tokenizer.TokenId("<|im_end|>") is not null;
        string? source = settings.Template ?? (knowsChatMl ? BuiltInTemplates.ChatMl : null);
        return source is null ? null : Parse(settings.Name, source, settings.SpecialTokens);
    }

    /// <summary>The text of a special token, or null where the model has none.</summary>
    public string? SpecialToken(string name) => _specialTokens.GetValueOrDefault(name);

    /// <summary>Renders messages.</summary>
    /// <param name="messages">A list of messages, as <see cref="JinjaJsonValue"/> or <see cref="ChatMessages"/> makes it.</param>
    /// <param name="addGenerationPrompt">Whether to go on up to where the assistant begins to speak.</param>
    /// <exception cref="JinjaException">The template raises an error, or does what cannot be done.</exception>
    public RenderedChat Render(object? messages, bool addGenerationPrompt)
    {
        (string Name, object? Value)[] values =
        [
            .. _specialTokens.Select(token => (token.Key, (object?)token.Value)),
            ("messages", messages),
            ("tools", null),
            ("documents", null),
            ("add_generation_prompt", addGenerationPrompt),
        ];
        (string text, IReadOnlyList<(int Start, int End)> spans) = _template.Render(values);
        return new RenderedChat(text, spans);
    }

    // A template for texts prints a list of parts as one, or cannot go on.
    private bool ProbeForParts()
    {
        const string Question = "which?";
        try
        {
            string text = Render(ChatMessages.Question(Question, asParts: true), addGenerationPrompt: true).Text;
            return text.Contains(Question, StringComparison.Ordinal) && !text.Contains("'type'", StringComparison.Ordinal);
        }
        catch (JinjaException error) when (error.InnerException is JinjaError)
        {
            return false;
        }
    }
}
