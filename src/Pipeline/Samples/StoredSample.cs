using MlopsCl.Learner;

namespace MlopsCl.Pipeline.Samples;

/// <summary>A sample whose pictures lie in a pack in the content store.</summary>
/// <param name="Digest">The sample's own digest: its identity.</param>
/// <param name="Id">The record's name in its dataset.</param>
/// <param name="Task">The task's name.</param>
/// <param name="Pictures">The pictures' SHA-256, in the order of their markers.</param>
/// <param name="Turns">The conversation.</param>
/// <param name="Subject">Whom or what the sample is about, when the dataset says so.</param>
public sealed record StoredSample(
    string Digest, string Id, string Task, IReadOnlyList<string> Pictures, IReadOnlyList<Turn> Turns, string? Subject = null);
