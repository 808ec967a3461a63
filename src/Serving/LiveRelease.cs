namespace MlopsCl.Serving;

/// <summary>The release that a pool answers with.</summary>
/// <param name="Number">Its number in its stream.</param>
/// <param name="Task">The task that it learned last.</param>
/// <param name="AdapterSha256">SHA-256 of its adapter's weights.</param>
/// <param name="Since">When this pool began to answer with it.</param>
public sealed record LiveRelease(int Number, string Task, string AdapterSha256, DateTimeOffset Since);
