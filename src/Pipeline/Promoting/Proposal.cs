using MlopsCl.Pipeline.Journal;
using MlopsCl.Pipeline.Memory;

namespace MlopsCl.Pipeline.Promoting;

/// <summary>What is to be decided: the record, and what changes with it (null: nothing).</summary>
internal sealed record Proposal(LedgerRecord Record, Release? Release = null, IReadOnlyList<BestScore>? Best = null, IReadOnlyList<Erasure>? Erasures = null);
