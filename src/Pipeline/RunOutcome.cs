using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Pipeline;

/// <summary>
/// How a run ended. A closed family: <see cref="RunPromoted"/>, <see cref="RunRejected"/>, <see cref="RunQuarantined"/>,
/// <see cref="RunFailed"/>.
/// </summary>
/// <param name="Run">The run at its end, with the seconds of each phase.</param>
public abstract record RunOutcome(Run Run);
