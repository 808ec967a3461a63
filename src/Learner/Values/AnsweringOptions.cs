namespace MlopsCl.Learner;

/// <summary>
/// How questions are answered. By default the likeliest token is taken, again and again. With a temperature above 0 tokens are drawn;
/// what is drawn depends on the seed and the question alone, whatever is asked beside it.
/// </summary>
public sealed record AnsweringOptions
{
    /// <summary>Questions that run through the model together, at least 1.</summary>
    /// <value>The default is 64.</value>
    public int BatchSize { get; init; } = 64;

    /// <summary>Tokens generated at most per answer, at least 1.</summary>
    /// <value>The default is 16.</value>
    public int MaxNewTokens { get; init; } = 16;

    /// <summary>Logits are divided by it before a token is drawn, 0 or above; 0 takes the likeliest token.</summary>
    /// <value>The default is 0.</value>
    public double Temperature { get; init; }

    /// <summary>Tokens are drawn among this many of the likeliest, and those that tie with the last of them; 0 is no limit.</summary>
    /// <value>The default is 0.</value>
    public int TopK { get; init; }

    /// <summary>Tokens are drawn among the likeliest that reach this probability together, above 0 to 1 (Holtzman et al., 2020).</summary>
    /// <value>The default is 1, no limit.</value>
    public double TopP { get; init; } = 1;

    /// <summary>
    /// The positive logit of a token that question or answer hold already is divided by this, a negative one multiplied; above 0
    /// (Keskar et al., 2019). It counts without a temperature too.
    /// </summary>
    /// <value>The default is 1, no penalty.</value>
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>The seed of what is drawn; another seed, another answer.</summary>
    /// <value>The default is 0.</value>
    public long Seed { get; init; }

    /// <summary>Texts that end an answer; they are not part of it.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<string> Stop { get; init; } = [];

    /// <summary>Checks every range.</summary>
    /// <exception cref="ArgumentException">An option is out of its range; the message names all that are.</exception>
    public void ThrowIfInvalid()
    {
        var problems = Problems().ToArray();
        if (problems.Length > 0)
            throw new ArgumentException(string.Join(" ", problems));
    }

    /// <summary>Everything that is out of its range, each with name, value and rule; empty when nothing is.</summary>
    public IEnumerable<string> Problems()
    {
        if (BatchSize < 1)
            yield return $"BatchSize is {BatchSize}; it must be at least 1.";
        if (MaxNewTokens < 1)
            yield return $"MaxNewTokens is {MaxNewTokens}; it must be at least 1.";
        if (!(Temperature >= 0 && double.IsFinite(Temperature)))
            yield return FormattableString.Invariant($"Temperature is {Temperature}; it must be 0 (the likeliest token) or above.");
        if (TopK < 0)
            yield return $"TopK is {TopK}; it must be 0 (no limit) or above.";
        if (!(TopP > 0 && TopP <= 1))
            yield return FormattableString.Invariant($"TopP is {TopP}; it must be above 0, and 1 (no limit) at most.");
        if (!(RepetitionPenalty > 0 && double.IsFinite(RepetitionPenalty)))
            yield return FormattableString.Invariant($"RepetitionPenalty is {RepetitionPenalty}; it must be above 0, and 1 is no penalty.");
        if (Stop is null || Stop.Any(string.IsNullOrEmpty))
            yield return "A stop text is empty; leave it out.";
    }
}
