using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Recipes;

namespace MlopsCl.Host;

/// <summary>How a task of the demonstration ended.</summary>
/// <param name="Task">The task.</param>
/// <param name="Run">Its run.</param>
/// <param name="Seconds">What the run took in this demonstration; nothing when an earlier one had finished it.</param>
/// <param name="Verdict">What the gate said; null when it was never asked.</param>
/// <param name="Scorecard">The candidate's scorecard; null when there is none.</param>
/// <param name="AdapterSha256">The release's adapter; null when it was not promoted.</param>
internal sealed record DemoEnd(RecipeTask Task, Run Run, PhaseSeconds Seconds, VerdictRecord? Verdict, Scorecard? Scorecard, string? AdapterSha256);
