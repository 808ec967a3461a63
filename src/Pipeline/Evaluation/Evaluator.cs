using MlopsCl.Learner;
using MlopsCl.Learner.Scoring;
using MlopsCl.Pipeline.Updating;

namespace MlopsCl.Pipeline.Evaluation;

/// <summary>
/// Examines models: held-out items go as rows through the answering transformer, its answers are scored by each task's rule.
/// </summary>
public sealed class Evaluator
{
    private readonly IDevice _device;

    /// <summary>An evaluator on a device.</summary>
    /// <param name="device">The device's name, such as <c>cpu</c> or <c>cuda:0</c>.</param>
    public Evaluator(string device = "cpu")
        : this(new MlNetDevice(device))
    {
    }

    internal Evaluator(IDevice device) => _device = device;

    /// <summary>Makes a scorecard. Runs on the calling thread until it is done.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="subject">What is examined: a run key, <c>release-N</c> or <c>base</c>.</param>
    /// <param name="bundle">The model.</param>
    /// <param name="sets">The held-out sets, in the order of their tasks.</param>
    /// <param name="options">How questions are answered.</param>
    /// <param name="cancellation">Stops the examination within a batch.</param>
    /// <exception cref="ArgumentException">A set names an unknown scoring rule.</exception>
    public Scorecard Examine(
        string stream, string subject, Bundle bundle, IReadOnlyList<HeldOutSet> sets, AnsweringOptions options, CancellationToken cancellation)
    {
        Sample[] questions = [.. sets.SelectMany(s => s.Items).Select(i => i.Sample)];
        var answers = _device.Answer(bundle, questions, options, cancellation);
        if (answers.Count != questions.Length)
            throw new InvalidOperationException($"The model gave {answers.Count} answers to {questions.Length} questions.");
        var tasks = new List<TaskScore>(sets.Count);
        var next = 0;
        foreach (var set in sets)
        {
            var outcomes = new List<ItemOutcome>(set.Items.Count);
            foreach (var item in set.Items)
                outcomes.Add(Score(set.Scoring, item, answers[next++]));
            tasks.Add(new TaskScore(set.Task, set.DatasetSha256, set.Scoring, outcomes));
        }
        return new Scorecard(stream, subject, tasks);
    }

    private static ItemOutcome Score(string rule, HeldOutItem item, string answer) => new(
        item.Digest, item.Sample.Id, item.Sample.Prompt, item.Sample.Label, answer, ScoringRules.Score(rule, answer, item.Sample.Label), item.Picture);
}
