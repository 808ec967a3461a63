using MlopsCl.Learner;
using MlopsCl.Learner.Scoring;

namespace MlopsCl.Serving;

/// <summary>Which stream a pool serves, and how.</summary>
public sealed class LvlmPoolOptions
{
    /// <summary>The store's address: a folder, <c>azure://CONTAINER</c> or <c>https://ACCOUNT.blob.core.windows.net/CONTAINER</c>. Needed.</summary>
    public string Store { get; set; } = "";

    /// <summary>The stream whose production release is served. Needed.</summary>
    public string Stream { get; set; } = "";

    /// <summary>The folder of this machine that releases are brought to. Needed.</summary>
    public string CacheFolder { get; set; } = "";

    /// <summary>The device that answers.</summary>
    /// <value>The default is <c>cpu</c>.</value>
    public string Device { get; set; } = "cpu";

    /// <summary>How often the production pointer is looked at, above 0.</summary>
    /// <value>The default is 5 seconds.</value>
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>What a release must answer before it serves.</summary>
    /// <value>The default is one question without a picture, to which any answer will do.</value>
    public IReadOnlyList<SmokeQuestion> SmokeQuestions { get; set; } = [new SmokeQuestion("What is this?")];

    /// <summary>How questions are answered; its batch size is the most questions that run together.</summary>
    /// <value>The default takes up to 16 at once.</value>
    public AnsweringOptions Answering { get; set; } = new() { BatchSize = 16 };

    /// <summary>Questions that may wait, at least 1; one more is refused.</summary>
    /// <value>The default is 256.</value>
    public int MaxWaiting { get; set; } = 256;

    /// <summary>Bytes of pictures that may wait in memory, at least 1; a question beyond it is refused.</summary>
    /// <value>The default is 256 MiB.</value>
    public long MaxWaitingBytes { get; set; } = 256L << 20;

    internal void ThrowIfInvalid()
    {
        var problems = Problems().ToArray();
        if (problems.Length > 0)
            throw new ArgumentException("The pool's options cannot be used. " + string.Join(" ", problems));
    }

    private IEnumerable<string> Problems()
    {
        foreach (var (name, value) in new[] { (nameof(Store), Store), (nameof(Stream), Stream), (nameof(CacheFolder), CacheFolder), (nameof(Device), Device) })
            if (string.IsNullOrWhiteSpace(value))
                yield return $"{name} is empty; set it.";
        if (PollInterval <= TimeSpan.Zero)
            yield return $"PollInterval is {PollInterval}; it must be above 0.";
        if (MaxWaiting < 1)
            yield return $"MaxWaiting is {MaxWaiting}; it must be at least 1.";
        if (MaxWaitingBytes < 1)
            yield return $"MaxWaitingBytes is {MaxWaitingBytes}; it must be at least 1.";
        foreach (var question in SmokeQuestions.Where(question => !ScoringRules.Names.Contains(question.ScoringRule)))
            yield return $"The smoke question '{question.Text}' names the scoring rule '{question.ScoringRule}'; " +
                $"use {string.Join(" or ", ScoringRules.Names)}.";
    }
}
