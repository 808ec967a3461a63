using MlopsCl.Learner;

namespace MlopsCl.Pipeline.Importing;

/// <summary>A question without image markers, and its answer.</summary>
internal sealed record DraftExchange(string Question, string Answer)
{
    /// <summary>The two turns; the question begins with a line for each marker.</summary>
    public IEnumerable<Turn> Turns(int markers) =>
        [new Turn(Speaker.Human, string.Concat(Enumerable.Repeat("<image>\n", markers)) + Question), new Turn(Speaker.Assistant, Answer)];
}
