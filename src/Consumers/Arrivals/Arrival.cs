using MlopsCl.Learner;
using MlopsCl.Pipeline;

namespace MlopsCl.Consumers;

/// <summary>From message to request.</summary>
public static class Arrival
{
    private const int LongestStream = 128;
    private const int LongestAddress = 4096;
    private const int LongestQuotation = 80;

    /// <summary>The request that a message makes.</summary>
    /// <param name="message">The message; a raw JSON body may have left out any field.</param>
    /// <exception cref="ArgumentException">Fields are missing or malformed; the message names all of them.</exception>
    public static UpdateRequest ToRequest(TaskDatasetArrived message)
    {
        var problems = Problems(message).ToArray();
        if (problems.Length > 0)
            throw new ArgumentException($"The message is not a valid TaskDatasetArrived: {string.Join("; ", problems)}.");
        return new UpdateRequest(message.Stream, new TaskId(message.Task), message.DatasetAddress, message.Sha256);
    }

    // A raw JSON body may leave out any field: the record's non-null types hold only for messages made in this program.
    private static IEnumerable<string> Problems(TaskDatasetArrived message)
    {
        if (string.IsNullOrWhiteSpace(message.Stream))
            yield return "'stream' is missing; name the recipe's stream";
        else if (message.Stream.Length > LongestStream)
            yield return $"'stream' is '{Short(message.Stream)}', {message.Stream.Length} characters; a stream's name has {LongestStream} at most";
        if (!TaskId.IsValid(message.Task))
            yield return $"'task' is '{Short(message.Task)}'; {TaskId.Rule}";
        if (string.IsNullOrWhiteSpace(message.DatasetAddress))
            yield return "'datasetAddress' is missing; give a folder, an archive, store:NAME or a blob address";
        else if (message.DatasetAddress.Length > LongestAddress)
            yield return $"'datasetAddress' is '{Short(message.DatasetAddress)}', {message.DatasetAddress.Length} characters; " +
                $"{LongestAddress} at most are taken";
        if (!ContentDigest.IsOne(message.Sha256))
            yield return $"'sha256' is '{Short(message.Sha256)}'; it must be 64 lower-case hexadecimal digits";
    }

    // The reason becomes a header of the message in the error queue: it is short, and holds no secret of an address, in whichever field that is.
    private static string? Short(string? value)
    {
        var shown = value is null ? null : Secrets.Hide(value);
        return shown?.Length > LongestQuotation ? shown[..LongestQuotation] + "..." : shown;
    }
}
