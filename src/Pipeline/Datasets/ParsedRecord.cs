using MlopsCl.Learner;

namespace MlopsCl.Pipeline.Datasets;

/// <summary>
/// A record whose form is right: where it stood, its id, the names of its pictures, its turns with one marker per picture, whom it is about, and the
/// kind of its question.
/// </summary>
internal sealed record ParsedRecord(int Number, string Id, IReadOnlyList<string> Pictures, IReadOnlyList<Turn> Turns, string? Subject, string? Category);
