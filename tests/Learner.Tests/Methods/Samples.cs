using MlopsCl.Learner.Batches;

namespace MlopsCl.Learner.Tests.Methods;

/// <summary>Samples without pictures, made of token ids.</summary>
internal static class Samples
{
    public static PreparedSample Of(string task, int[] question, int answer = 2, bool isMemory = false)
    {
        int[] ids = [1, .. question, answer];
        return new PreparedSample(task, $"{task} {string.Join(' ', ids)}", ids, [.. ids.Select((id, place) => place == ids.Length - 1 ? id : PreparedSample.Ignored)], question, [], isMemory);
    }
}
