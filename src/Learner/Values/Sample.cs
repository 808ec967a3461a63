using System.Text;

namespace MlopsCl.Learner;

/// <summary>One conversation about zero or more pictures, to learn from or to be examined on.</summary>
/// <param name="Id">The name of the record in its dataset; for messages, not for identity.</param>
/// <param name="Task">The learning task that the sample belongs to.</param>
/// <param name="Pictures">The pictures, in the order of their markers.</param>
/// <param name="Turns">The turns: human first, then alternating.</param>
public sealed record Sample(string Id, string Task, IReadOnlyList<Picture> Pictures, IReadOnlyList<Turn> Turns)
{
    /// <summary>
    /// Whom or what the sample is about (a person, a customer, a device), when the dataset says so; memory is erased by it. Not part of
    /// the identity.
    /// </summary>
    public string? Subject { get; init; }

    /// <summary>The kind of question, when the dataset says so; for reports. Not part of the identity.</summary>
    public string? Category { get; init; }

    /// <summary>What is asked: the text of the last human turn.</summary>
    public string Prompt => Turns[^2].Text;

    /// <summary>What is to be answered: the text of the last turn.</summary>
    public string Label => Turns[^1].Text;

    /// <summary>
    /// The identity of the content: SHA-256 (lower-case hexadecimal) over the pictures' digests and the turns.
    /// Task, id and place do not enter, so the same content is the same sample wherever it lies.
    /// </summary>
    /// <exception cref="IOException">A picture cannot be read.</exception>
    public string ComputeDigest() => ComputeDigest(Pictures.Select(picture => picture.ComputeSha256()));

    internal string ComputeDigest(IEnumerable<string> pictureDigests)
    {
        var text = new StringBuilder();
        foreach (var digest in pictureDigests)
            text.Append("picture ").Append(digest).Append('\n');
        foreach (var turn in Turns)
            text.Append(turn.Speaker == Speaker.Human ? "human " : "assistant ").Append(turn.Text.Length).Append(' ').Append(turn.Text).Append('\n');
        return ContentDigest.Of(Encoding.UTF8.GetBytes(text.ToString()));
    }
}
