using MlopsCl.Learner.Models;
using MlopsCl.Learner.Tokenization;

namespace MlopsCl.Learner.Prompting;

/// <summary>How a model is spoken to: its tokenizer, and the chat template that it was published with.</summary>
/// <param name="Tokenizer">The tokenizer.</param>
/// <param name="Template">The template; null where the model has none and is asked as LLaVA-1.5 is.</param>
internal sealed record PromptFormat(Tokenizer Tokenizer, PublishedChatTemplate? Template)
{
    /// <summary>Reads a model's folder.</summary>
    /// <exception cref="FileNotFoundException">There is no tokenizer.</exception>
    /// <exception cref="FormatException">Tokenizer or template break a rule of their formats; the message names the file.</exception>
    /// <exception cref="InvalidDataException">A file of the template's settings is not valid; the message names it.</exception>
    public static PromptFormat Load(string folder)
    {
        var tokenizer = Tokenizer.Load(folder);
        return new PromptFormat(tokenizer, PublishedChatTemplate.Load(folder, tokenizer));
    }

    /// <summary>Begins to prepare samples and questions.</summary>
    public SamplePreparation Prepare(LlavaConfig config) => new(Tokenizer, config, Template);
}
