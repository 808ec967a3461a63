using MlopsCl.Learner;
using MlopsCl.Learner.Scoring;
using MlopsCl.Pipeline;

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

    /// <summary>
    /// Pixels that a picture held in memory may have, at least 1; a larger one is refused by its header, before any batch waits for its decoding.
    /// </summary>
    /// <value>The default is 25 million.</value>
    public long MaxPicturePixels { get; set; } = 25_000_000;

    /// <summary>Everything that is wrong with the settings, each with its name; empty when nothing is.</summary>
    internal IEnumerable<string> Problems()
    {
        foreach (var (name, value) in new[] { (nameof(Store), Store), (nameof(Stream), Stream), (nameof(CacheFolder), CacheFolder), (nameof(Device), Device) })
            if (string.IsNullOrWhiteSpace(value))
                yield return $"{name} is empty; set it.";
        if (!string.IsNullOrWhiteSpace(Stream) && !TaskId.IsValid(Stream))
            yield return $"Stream is '{Stream}'; {TaskId.Rule}.";
        if (DeviceProblem() is { } device)
            yield return device;
        if (PollInterval <= TimeSpan.Zero)
            yield return $"PollInterval is {PollInterval}; it must be above 0.";
        if (MaxWaiting < 1)
            yield return $"MaxWaiting is {MaxWaiting}; it must be at least 1.";
        if (MaxWaitingBytes < 1)
            yield return $"MaxWaitingBytes is {MaxWaitingBytes}; it must be at least 1.";
        if (MaxPicturePixels < 1)
            yield return $"MaxPicturePixels is {MaxPicturePixels}; it must be at least 1.";
        if (Answering is null)
            yield return "Answering is null; leave it out for the defaults.";
        foreach (var problem in Answering?.Problems() ?? [])
            yield return $"Answering: {problem}";
        if (SmokeQuestions is null)
            yield return "SmokeQuestions is null; an empty list asks nothing.";
        foreach (var problem in (SmokeQuestions ?? []).SelectMany(Problems))
            yield return problem;
    }

    private static IEnumerable<string> Problems(SmokeQuestion question)
    {
        if (!ScoringRules.Names.Contains(question.ScoringRule))
            yield return $"SmokeQuestions: '{question.Text}' names the scoring rule '{question.ScoringRule}'; use {string.Join(" or ", ScoringRules.Names)}.";
        if (question.Picture is not null && !File.Exists(question.Picture))
            yield return $"SmokeQuestions: '{question.Text}' has the picture '{question.Picture}', and there is no such file.";
    }

    private string? DeviceProblem()
    {
        try
        {
            return string.IsNullOrWhiteSpace(Device) || ComputeDevice.IsAvailable(Device)
                ? null
                : $"Device is '{Device}', and this machine, or this build of LibTorch, does not have it; name another, such as cpu.";
        }
        catch (ArgumentException)
        {
            return $"Device is '{Device}'; write cpu, cuda or cuda:N.";
        }
    }
}
