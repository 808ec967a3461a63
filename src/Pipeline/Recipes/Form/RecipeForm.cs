using MlopsCl.Learner;
using MlopsCl.Pipeline.Gating;
using MlopsCl.Pipeline.Importing;

namespace MlopsCl.Pipeline.Recipes.Form;

/// <summary>Every setting that a recipe can have: the reader, the JSON schema and the messages all come from here.</summary>
internal static class RecipeForm
{
    private static readonly TrainingOptions Training = new();
    private static readonly AnsweringOptions Answering = new();
    private static readonly GatePolicy Gate = new();
    private static readonly MemoryChoice Memory = new();

    public static SectionField Root { get; } = new("", "A model line: what is taught how, what it remembers, and what it must show before it is promoted.",
    [
        new TextField("stream", "The stream's name; it is the file's name too.") { Required = true, Pattern = TaskId.Pattern },
        new TextField("description", "A sentence for readers.") { Default = "" },
        new TextField("base", "The base model: a folder in Hugging Face layout, relative to this file.") { Required = true },
        new SectionField("method", "The continual-learning method.", [
            new TextField("name", "Its name, such as lvlm-cl.") { Required = true },
            new OptionsField("options", "Its options; those left out keep their defaults."),
        ]) { Required = true },
        new SectionField("memory", "What the memory bank keeps of each task.", [
            new TextField("policy", "How samples are chosen.") { Words = [Memory.Policy], Default = Memory.Policy },
            Share("share", "The share of a task's training samples that is kept.", Memory.Share),
            Whole("seed", long.MinValue, "The seed of the choice.", Memory.Seed, long.MaxValue),
        ]),
        new SectionField("training", "How a task is learned.", [
            Whole("epochs", 1, "Passes over the task's samples.", Training.Epochs, 10_000),
            Whole("batch-size", 1, "Samples per forward pass.", Training.BatchSize, 65_536),
            Whole("gradient-accumulation", 1, "Forward passes per optimizer step.", Training.GradientAccumulation, 65_536),
            new NumberField("learning-rate", 0, 10, "Peak learning rate of AdamW.") { AboveLeast = true, Default = Training.LearningRate },
            Share("warmup-ratio", "Share of the steps over which the learning rate rises.", Training.WarmupRatio),
            new NumberField("weight-decay", 0, 10, "Decoupled weight decay.") { Default = Training.WeightDecay },
            new NumberField("max-gradient-norm", 0, 1e6, "Gradients are scaled down to this L2 norm.")
            {
                AboveLeast = true, Default = Training.MaxGradientNorm,
            },
            Whole("lora-rank", 1, "Rank of low-rank adapters.", Training.LoraRank, 1024),
            new NumberField(
                "lora-alpha", 0, 1e6, "Scale of low-rank adapters: increments are multiplied by alpha / rank.") { AboveLeast = true,
                Default = Training.LoraAlpha },
            new WordsField("lora-targets", "Last name parts of the decoder matrices that carry adapters.") { Default = Training.LoraTargets },
            new ModulesField(
                "target-modules", "Modules of the whole model that carry adapters, in place of lora-targets: " +
                    "a regular expression for whole names, or ends of names."),
            new NumberField("lora-dropout", 0, 0.99, "Share of the adapters' inputs that is dropped in training.") { Default = Training.LoraDropout },
            new SwitchField("use-rslora", "Whether increments are multiplied by alpha / sqrt(rank) instead of alpha / rank.") { Default = Training.UseRsLora },
            new SwitchField("use-dora", "Whether direction and length of each row are learned apart (DoRA).") { Default = Training.UseDora },
            new PatternsField(
                "rank-pattern", Whole("", 1, "A rank.", null, 1024),
                "Ranks of some modules, by regular expressions for the ends of their names; the first that fits counts."),
            new PatternsField("alpha-pattern", new NumberField("", 0, 1e6, "An alpha.") { AboveLeast = true }, "Alphas of some modules, as in rank-pattern."),
            new WordsField("modules-to-save", "Modules that are trained whole beside the adapters, such as multi_modal_projector."),
            new TextField(
                "precision", "The element type of the frozen weights and of what is computed with them; adapters and the optimizer's state are float32.")
            {
                Words = ["float32", "bfloat16"], Default = "float32",
            },
            new SwitchField(
                "gradient-checkpointing", "Whether decoder layers run a second time for their gradients instead of keeping what these need; " +
                    "does not change a result.")
            {
                Default = Training.GradientCheckpointing,
            },
            Whole("checkpoint-every-steps", 1, "Steps between checkpoints; does not change a result.", Training.CheckpointEverySteps, 1_000_000),
        ]),
        new SectionField("answering", "How held-out questions are answered.", [
            Whole("batch-size", 1, "Questions that run through the model together.", Answering.BatchSize, 65_536),
            Whole("max-new-tokens", 1, "Tokens generated at most per answer.", Answering.MaxNewTokens, 65_536),
            new NumberField("temperature", 0, 100, "0 takes the likeliest token; above, tokens are drawn.") { Default = Answering.Temperature },
            Whole("top-k", 0, "Tokens are drawn among this many of the likeliest; 0 is no limit.", Answering.TopK),
            new NumberField(
                "top-p", 0, 1, "Tokens are drawn among the likeliest that reach this probability together.") { AboveLeast = true, Default = Answering.TopP },
            new NumberField("repetition-penalty", 0, 100, "Makes tokens less likely that were there before; 1 is no penalty.")
            {
                AboveLeast = true, Default = Answering.RepetitionPenalty,
            },
            Whole("seed", long.MinValue, "The seed of what is drawn.", Answering.Seed, long.MaxValue),
            new WordsField("stop", "Texts that end an answer."),
        ]),
        new SectionField("gate", "What a candidate must show. Scores are fractions of 1.", [
            new TextField("mode", "How scores are compared.") { Words = ["point"], Default = "point" },
            Share("minimum-gain", "How much better the candidate must be at the new task.", Gate.MinimumGain),
            Share("forgetting-budget", "How much an earlier task may lose, against production and against the best release ever.", Gate.ForgettingBudget),
            new SharesField("task-budgets", "Budgets of single tasks, by name."),
            Share("average-budget", "How much the earlier tasks may lose on average.", Gate.AverageBudget),
            Whole("minimum-items", 1, "Held-out items that a task must have.", Gate.MinimumItems, int.MaxValue),
            Share("floor", "The score at which a reference tells nothing; left out, that of the best constant answer.", null),
        ]),
        Whole("seed", long.MinValue, "The seed of the training.", 0, long.MaxValue),
        new SectionField("tasks", "The tasks of the stream's demonstration or benchmark, in order.", [
            new TextField("name", "The task's name.") { Required = true, Pattern = TaskId.Pattern },
            new TextField("import", "The importer that makes it.") { Required = true, Words = [.. Importers.Kinds] },
            Whole("train", 1, "Training pictures.", null),
            Whole("test", 1, "Held-out pictures.", null),
            Whole("quick-train", 1, "Training pictures of the quick variant.", null),
            Whole("quick-test", 1, "Held-out pictures of the quick variant.", null),
            Whole("seed", long.MinValue, "The seed of the selection.", 0, long.MaxValue),
        ]) { IsList = true },
        Whole("quick-epochs", 1, "Epochs of the quick variant.", null, 10_000),
    ]);

    private static NumberField Share(string key, string description, double? otherwise) => new(key, 0, 1, description) { Default = otherwise };

    private static NumberField Whole(string key, double least, string description, long? otherwise, double most = int.MaxValue) =>
        new(key, least, most, description) { Whole = true, Default = otherwise };
}
