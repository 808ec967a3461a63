using MlopsCl.Learner.Batches;

namespace MlopsCl.Learner.Tests.Methods;

/// <summary>Samples without pictures, made of token ids.</summary>
internal static class Samples
{
    /// <summary>A sample that is only a question and an answer.</summary>
    public static PreparedSample Of(string task, int[] question, int answer = 2, bool isMemory = false) =>
        About(task, question, [], answer) with { IsMemory = isMemory };

    /// <summary>Twelve things with a name each, and a question that two tasks put in different words and answer differently.</summary>
    /// <param name="task">The task, which also decides the answers: any two tasks contradict each other.</param>
    /// <param name="question">The question's tokens.</param>
    /// <param name="number">The task's number.</param>
    public static PreparedSample[] Conflict(string task, int[] question, int number) =>
        [.. Enumerable.Range(0, 12).Select(thing => About(task, question, [100 + thing], 200 + (thing + 5 * number) % 12))];

    private static PreparedSample About(string task, int[] question, int[] thing, int answer)
    {
        int[] ids = [1, .. thing, .. question, answer];
        int[] labels = [.. ids.Select((id, place) => place == ids.Length - 1 ? id : PreparedSample.Ignored)];
        return new PreparedSample(task, $"{task} {string.Join(' ', ids)}", ids, labels, question, [], IsMemory: false);
    }
}
