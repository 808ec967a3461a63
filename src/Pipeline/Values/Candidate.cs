using MlopsCl.Learner;

namespace MlopsCl.Pipeline;

/// <summary>What a training made, stored by content, before it is judged.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Task">The task that was learned.</param>
/// <param name="RunKey">The run.</param>
/// <param name="Parent">The release that it was trained from; null for the first.</param>
/// <param name="BaseManifestSha256">SHA-256 of the base model's manifest in the content store: its files' names and digests.</param>
/// <param name="Files">File name to SHA-256: adapter and method state.</param>
/// <param name="MemorySha256">The digest of the memory bank's manifest after this task.</param>
/// <param name="Report">The training report.</param>
public sealed record Candidate(
    string Stream, string Task, string RunKey, int? Parent, string BaseManifestSha256,
    IReadOnlyDictionary<string, string> Files, string MemorySha256, TrainingReport Report)
{
    /// <summary>SHA-256 of the adapter's weights.</summary>
    public string AdapterSha256 => Files["adapter_model.safetensors"];
}
