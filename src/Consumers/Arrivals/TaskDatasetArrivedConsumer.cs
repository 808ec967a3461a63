using MassTransit;
using Microsoft.Extensions.Logging;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Recipes;

namespace MlopsCl.Consumers;

/// <summary>
/// Journals the request and wakes the worker; the delivery is acknowledged when this returns. Learning happens outside the delivery,
/// so no broker's time limit can cut it short, and a message that comes twice is one run.
/// </summary>
internal sealed partial class TaskDatasetArrivedConsumer(UpdateIntake intake, WorkSignal signal, ILogger<TaskDatasetArrivedConsumer> log)
    : IConsumer<TaskDatasetArrived>
{
    private const int LongestHeader = 1000;

    public async Task Consume(ConsumeContext<TaskDatasetArrived> context)
    {
        var (request, acceptance) = await AcceptAsync(context.Message, context.CancellationToken);
        Accepted(request.Stream, request.Task.Value, acceptance.RunKey, acceptance.Sequence, acceptance.IsDuplicate);
        signal.Raise();
    }

    private async Task<(UpdateRequest Request, Acceptance Acceptance)> AcceptAsync(TaskDatasetArrived message, CancellationToken cancellation)
    {
        try
        {
            var request = Arrival.ToRequest(message);
            return (request, await intake.AcceptAsync(request, cancellation));
        }
        catch (Exception e) when (IsFinal(e))
        {
            // The innermost exception's message becomes a header of the message in the error queue.
            throw new ArgumentException(ErrorText.InOneLine(e.Message, LongestHeader));
        }
    }

    /// <summary>Whether another attempt would end the same.</summary>
    internal static bool IsFinal(Exception error) => error is ArgumentException or KeyNotFoundException or RecipeInvalidException;

    [LoggerMessage(LogLevel.Information, "accepted: stream {Stream}, task {Task}, run {RunKey}, number {Sequence}, seen before {IsDuplicate}")]
    private partial void Accepted(string stream, string task, string runKey, long sequence, bool isDuplicate);
}
