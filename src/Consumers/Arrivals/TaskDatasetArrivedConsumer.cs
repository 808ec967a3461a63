using MassTransit;
using Microsoft.Extensions.Logging;
using MlopsCl.Pipeline;

namespace MlopsCl.Consumers;

/// <summary>
/// Journals the request and wakes the worker; the delivery is acknowledged when this returns. Learning happens outside the delivery,
/// so no broker's time limit can cut it short, and a message that comes twice is one run.
/// </summary>
internal sealed partial class TaskDatasetArrivedConsumer(UpdateIntake intake, WorkSignal signal, ILogger<TaskDatasetArrivedConsumer> log)
    : IConsumer<TaskDatasetArrived>
{
    public async Task Consume(ConsumeContext<TaskDatasetArrived> context)
    {
        var request = Arrival.ToRequest(context.Message);
        var acceptance = await intake.AcceptAsync(request, context.CancellationToken);
        Accepted(request.Stream, request.Task.Value, acceptance.RunKey, acceptance.Sequence, acceptance.IsDuplicate);
        signal.Raise();
    }

    [LoggerMessage(LogLevel.Information, "accepted: stream {Stream}, task {Task}, run {RunKey}, number {Sequence}, seen before {IsDuplicate}")]
    private partial void Accepted(string stream, string task, string runKey, long sequence, bool isDuplicate);
}
