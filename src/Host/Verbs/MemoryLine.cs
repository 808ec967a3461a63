using MlopsCl.Pipeline.Memory;

namespace MlopsCl.Host;

/// <summary>A remembered sample as the verbs show it.</summary>
internal sealed record MemoryLine(
    string Sample, string Task, string Id, string Question, string Answer, string? Subject, string Source, string Priority, IReadOnlyList<string> Pictures)
{
    public static MemoryLine Of(MemoryEntry entry) => new(
        entry.Sample.Digest, entry.Sample.Task, entry.Sample.Id, entry.Sample.Turns[^2].Text, entry.Sample.Turns[^1].Text,
        entry.Sample.Subject, entry.Source, entry.Priority, entry.Sample.Pictures);

    public override string ToString() => $"{Sample[..12]}  {Task,-12} {Id,-24} {Question.Replace("<image>", "", StringComparison.Ordinal).Trim()} -> {Answer}";
}
