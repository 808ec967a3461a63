namespace MlopsCl.Pipeline.Datasets;

/// <summary>A dataset that must not be learned from: it is quarantined with the reason.</summary>
public sealed class DatasetRejectedException : Exception
{
    /// <summary>Refuses a dataset for one or several problems.</summary>
    /// <param name="problems">The problems, the first one first; not empty.</param>
    /// <param name="inner">What went wrong below, if anything did.</param>
    public DatasetRejectedException(IReadOnlyList<DatasetProblem> problems, Exception? inner = null)
        : base(problems[0] + (problems.Count > 1 ? $" (and {problems.Count - 1} more)" : ""), inner) => Problems = problems;

    /// <summary>Refuses a dataset as a whole.</summary>
    /// <param name="fault">The kind of problem.</param>
    /// <param name="reason">The value, the rule and the next step.</param>
    /// <param name="inner">What went wrong below, if anything did.</param>
    public DatasetRejectedException(DatasetFault fault, string reason, Exception? inner = null)
        : this([new DatasetProblem(fault, reason)], inner)
    {
    }

    /// <summary>Every problem that was found, up to <see cref="DatasetLimits.Problems"/>.</summary>
    public IReadOnlyList<DatasetProblem> Problems { get; }

    /// <summary>The first problem's kind.</summary>
    public DatasetFault Fault => Problems[0].Fault;

    /// <summary>The first problem in one sentence, without its place.</summary>
    public string Reason => Problems[0].Message;

    /// <summary>The first problem's place, such as <c>train.json, record 17</c>; null when it is the dataset as a whole.</summary>
    public string? Record => Problems[0].Place;
}
