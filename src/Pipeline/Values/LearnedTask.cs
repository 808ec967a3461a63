namespace MlopsCl.Pipeline;

/// <summary>A task that a release has learned.</summary>
/// <param name="Task">The task's name.</param>
/// <param name="DatasetSha256">Its dataset's digest.</param>
/// <param name="TestSetSha256">The digest of its stored held-out set: earlier tasks are examined from the store, not from the producer's address.</param>
public sealed record LearnedTask(string Task, string DatasetSha256, string TestSetSha256);
