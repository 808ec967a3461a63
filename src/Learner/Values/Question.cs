namespace MlopsCl.Learner;

/// <summary>What the model is asked.</summary>
/// <param name="Text">The instruction; markers <c>&lt;image&gt;</c> are added in front of the conversation when it has none and there are pictures.</param>
/// <param name="Pictures">The pictures that the conversation is about; may be empty.</param>
public sealed record Question(string Text, IReadOnlyList<Picture> Pictures)
{
    /// <summary>The turns before: question, answer, …; empty for a conversation that begins here.</summary>
    public IReadOnlyList<Turn> History { get; init; } = [];

    /// <summary>What messages call it, such as <c>row 7</c>; null where it needs no name.</summary>
    public string? Name { get; init; }

    /// <summary>What a sample asks: all of its conversation but the last answer.</summary>
    /// <param name="sample">The sample.</param>
    public static Question Of(Sample sample) => new(sample.Prompt, sample.Pictures) { History = [.. sample.Turns.SkipLast(2)], Name = sample.Id };
}
