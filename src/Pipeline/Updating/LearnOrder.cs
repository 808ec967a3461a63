using MlopsCl.Learner;

namespace MlopsCl.Pipeline.Updating;

/// <summary>One training, as the pipeline orders it. Folders are this worker's; the parent's is null for the first task,
/// that of checkpoints where none are kept.</summary>
internal sealed record LearnOrder(
    string BaseModelFolder, string? ParentFolder, string OutputFolder, string? CheckpointFolder, string FeatureCacheFolder, string Task,
    IReadOnlyList<Sample> Samples, IReadOnlyList<Sample> Memory, MethodChoice Method, TrainingOptions Training, AnsweringOptions Answering, long Seed);
