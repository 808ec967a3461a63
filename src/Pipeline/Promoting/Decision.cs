using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Pipeline.Promoting;

/// <summary>
/// The intent of a decision, recorded before it is carried out: the exact bytes of every document are in the content store, so that
/// carrying it out twice, or by two workers, gives the same.
/// </summary>
/// <param name="Production">The release that serves afterwards; null keeps the one that serves.</param>
/// <param name="Release">The release's number when one is made; otherwise null.</param>
/// <param name="ReleaseSha256">The digest of the release's document.</param>
/// <param name="Record">The number of the ledger's record.</param>
/// <param name="RecordSha256">The digest of the ledger's record.</param>
/// <param name="Best">The best scores afterwards.</param>
public sealed record Decision(
    int? Production, int? Release, string? ReleaseSha256, int Record, string RecordSha256, IReadOnlyList<BestScore> Best);
