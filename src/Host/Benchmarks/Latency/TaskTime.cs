using MlopsCl.Pipeline;

namespace MlopsCl.Host;

/// <summary>Where the time of one task went, from submission to release, in seconds.</summary>
/// <param name="Task">The task.</param>
/// <param name="Total">From submission to release.</param>
/// <param name="Device">Of it, learning and answering.</param>
/// <param name="Overhead">Everything else.</param>
/// <param name="Prepare">Of it, reading and verifying the dataset and storing its held-out items.</param>
/// <param name="Train">Of it, around the learning: parent, memory, checkpoints and the candidate.</param>
/// <param name="Evaluate">Of it, around the answering: held-out items and scorecards.</param>
/// <param name="Gate">Of it, judging.</param>
/// <param name="Promote">Of it, promoting.</param>
/// <param name="Between">Of it, waiting for the worker, claiming, announcing.</param>
internal sealed record TaskTime(
    string Task, double Total, double Device, double Overhead, double Prepare, double Train, double Evaluate, double Gate, double Promote, double Between)
{
    public static TaskTime Of(string task, double total, PhaseSeconds seconds)
    {
        static double Short(double value) => Math.Round(value, 4);
        return new TaskTime(
            task, Short(total), Short(seconds.Learning + seconds.Answering), Short(total - seconds.Learning - seconds.Answering), Short(seconds.Prepare),
            Short(seconds.Train - seconds.Learning), Short(seconds.Evaluate - seconds.Answering), Short(seconds.Gate), Short(seconds.Promote),
            Short(total - seconds.Total));
    }
}
