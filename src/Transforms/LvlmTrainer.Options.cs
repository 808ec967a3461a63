using Microsoft.ML;
using MlopsCl.Learner;

namespace MlopsCl.Transforms;

public sealed partial class LvlmTrainer
{
    /// <summary>What is learned, how, and where the result goes.</summary>
    public sealed class Options
    {
        /// <summary>The column of pictures: text, vector of text, vector of bytes or <see cref="PictureSet"/>; null without pictures.</summary>
        public string? ImageColumnName = "Image";

        /// <summary>The column of questions, text.</summary>
        public string PromptColumnName = "Prompt";

        /// <summary>The column of answers to learn, text.</summary>
        public string LabelColumnName = "Label";

        /// <summary>
        /// The column of the turns before the question, a vector of text: question, answer, …; null without. Learned from, and answered after.
        /// </summary>
        public string? HistoryColumnName;

        /// <summary>The column of record names for messages, text; null numbers the rows.</summary>
        public string? IdColumnName;

        /// <summary>The column of answers to add; those of confidence and scores are named after it.</summary>
        public string OutputColumnName = "Answer";

        /// <summary>The frozen base model: a checkpoint folder in Hugging Face layout. Needed.</summary>
        public string BaseModelFolder = "";

        /// <summary>The output folder of the training before; null for the first task.</summary>
        public string? ParentFolder;

        /// <summary>Where the adapter and the method's state are written; created, must be empty or absent. Needed.</summary>
        public string OutputFolder = "";

        /// <summary>Where checkpoints are kept, and looked for, with the seed where it was drawn; null keeps none.</summary>
        public string? CheckpointFolder;

        /// <summary>A folder for cached vision features; null caches in memory only.</summary>
        public string? FeatureCacheFolder;

        /// <summary>The task's name. Needed.</summary>
        public string Task = "";

        /// <summary>The continual-learning method.</summary>
        public MethodChoice Method = new("sequential");

        /// <summary>How the task is learned.</summary>
        public TrainingOptions Training = new();

        /// <summary>
        /// Samples of earlier tasks, null without: the same image, prompt and label columns; history and record names under the same names where the
        /// options name them, and the name of the task in a text column <c>Task</c> where there is one.
        /// </summary>
        public IDataView? Memory;

        /// <summary>How questions are answered.</summary>
        public AnsweringOptions Answering = new();

        /// <summary>The seed of all that is random; where null, that of the training which is resumed, or else drawn from the context's.</summary>
        public long? Seed;

        /// <summary>The device, such as <c>cpu</c> or <c>cuda:0</c>; by the context's GpuDeviceId and FallbackToCpu where null.</summary>
        public string? Device;

        /// <summary>Steps between two lines of the log, at least 1.</summary>
        public int LogEveryNStep = 10;

        /// <summary>Stops training (after a checkpoint) and answering.</summary>
        public CancellationToken Cancellation;

        /// <summary>Is told of every optimizer step; may be null. What it throws stops the training after a checkpoint, and <c>Fit</c> passes it on.</summary>
        public IProgress<TrainingProgress>? Progress;
    }
}
