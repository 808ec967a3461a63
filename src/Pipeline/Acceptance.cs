using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Pipeline;

/// <summary>What became of a request.</summary>
/// <param name="RunKey">The run's key.</param>
/// <param name="Sequence">The run's number in its stream.</param>
/// <param name="IsDuplicate">Whether the same request had been accepted before; then <paramref name="Run"/> tells what became of
/// it.</param>
/// <param name="Run">The run as the journal knows it.</param>
public sealed record Acceptance(string RunKey, long Sequence, bool IsDuplicate, Run Run);
