namespace MlopsCl.Host;

/// <summary>The one document of <c>demo --json</c>. Scores are fractions of 1.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Tasks">The promoted tasks, in the order in which they were learned.</param>
/// <param name="Matrix">Row i: accuracy on tasks 0 to i after learning task i.</param>
/// <param name="AverageAccuracy">The mean of the last row; null when nothing was promoted.</param>
/// <param name="Forgetting">The mean over earlier tasks of the best score so far minus the last.</param>
/// <param name="Bwt">The mean over earlier tasks of the last score minus the first.</param>
/// <param name="Releases">Every task's outcome, in order.</param>
/// <param name="Seconds">Where the time went.</param>
/// <param name="Answer">An answer about a picture that was held out; null when nothing was promoted.</param>
internal sealed record DemoReport(
    string Stream, IReadOnlyList<string> Tasks, IReadOnlyList<IReadOnlyList<double>> Matrix, double? AverageAccuracy, double? Forgetting, double? Bwt,
    IReadOnlyList<DemoReport.ReleaseLine> Releases, DemoReport.SecondsLine Seconds, DemoReport.AnswerLine? Answer)
{
    /// <summary>A task's outcome. The id is the release's number, null when it was not promoted.</summary>
    internal sealed record ReleaseLine(int? Id, string Task, string Verdict, string? AdapterSha256);

    /// <summary>Seconds of each phase over all tasks; the total is the demonstration's own clock.</summary>
    internal sealed record SecondsLine(double Prepare, double Train, double Evaluate, double Gate, double Promote, double Total);

    /// <summary>A question and what the promoted model answered.</summary>
    internal sealed record AnswerLine(string Image, string Question, string Text);
}
