using MlopsCl.Learner;
using MlopsCl.Learner.Models;
using MlopsCl.Pipeline.Datasets;
using MlopsCl.Pipeline.Importing;
using MlopsCl.Pipeline.Importing.Digits;
using MlopsCl.Pipeline.Importing.Garments;
using MlopsCl.Pipeline.Importing.Icons;
using MlopsCl.Pipeline.Importing.Pictures;

namespace MlopsCl.Pipeline.Pretraining;

/// <summary>Makes the tiny base model of the quick start: corpus, tokenizer, start weights, training, examination.</summary>
public static class BaseModel
{
    private const int ImageToken = 4, LargestVocabulary = 4096, AnswerTokens = 8;

    /// <summary>Makes the model.</summary>
    /// <param name="options">Where and how.</param>
    /// <param name="corpusProgress">Told while the corpus is written; may be null.</param>
    /// <param name="progress">Told after every step; may be null.</param>
    /// <param name="cancellation">Ends it with a checkpoint; the same call goes on.</param>
    /// <exception cref="ImportException">A source is absent or broken.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static async Task<BaseModelReport> MakeAsync(
        BaseModelOptions options, IProgress<ImportProgress>? corpusProgress, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        var corpus = await CorpusAsync(options, corpusProgress, cancellation);
        var start = options.StartFolder ?? RandomStart(options, corpus);
        var losses = await Task.Factory.StartNew(
            () => Learner.Pretraining.Run(
                new PretrainingRequest
                {
                    ModelFolder = start, OutputFolder = options.OutputFolder, CheckpointFolder = Path.Combine(options.WorkFolder, "checkpoints"),
                    Samples = corpus.Train, Training = options.Training, Augmentation = options.Augmentation,
                    // what goes on from a model sees other orders and other changes than what made it
                    Seed = options.StartFolder is null ? options.Seed : options.Seed + 1,
                },
                progress, cancellation),
            cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        return new BaseModelReport(
            corpus.Train.Count, ParameterCount.Of(options.OutputFolder), ParameterCount.OfVocabulary(options.OutputFolder), losses.Count,
            losses.TakeLast(100).Average(), Examine(options, corpus.Test, cancellation));
    }

    private static string RandomStart(BaseModelOptions options, TaskDataset corpus)
    {
        var start = Path.Combine(options.WorkFolder, "start");
        var vocabulary = ModelInitializer.CreateTokenizer(start, corpus.Train.Concat(Wordings()), LargestVocabulary);
        ModelInitializer.Create(start, Architecture(vocabulary), options.Seed);
        return start;
    }

    private static async Task<TaskDataset> CorpusAsync(BaseModelOptions options, IProgress<ImportProgress>? progress, CancellationToken cancellation)
    {
        var folder = Path.Combine(options.WorkFolder, "corpus");
        if (!Directory.Exists(folder))
        {
            var unfinished = folder + ".unfinished";
            if (Directory.Exists(unfinished))
                Directory.Delete(unfinished, recursive: true);
            await Importers.ImportAsync(
                "pretraining", new ImportOptions { Output = unfinished, CacheFolder = options.CacheFolder, Seed = options.Seed }, progress, cancellation);
            Directory.Move(unfinished, folder);
        }

        var problems = new ProblemList(10);
        var inspection = DatasetInspection.Of(folder, "pretraining", new DatasetLimits(), problems, cancellation);
        problems.ThrowIfAny();
        return new TaskDataset(new TaskId("pretraining"), "", inspection.Train, inspection.Test, inspection.Scoring);
    }

    /// <summary>The questions and answers of the quick start's tasks, without pictures: their words get tokens; nothing is learned from them.</summary>
    private static IEnumerable<Sample> Wordings()
    {
        yield return Wording(FashionMnist.Question, FashionMnist.Classes);
        yield return Wording(HandwrittenDigits.Question, NumberWords.Digits);
        yield return Wording(IconTask.KindQuestion, IconTheme.Kinds);
        yield return Wording(IconTask.ColourQuestion, MainColour.Names);
    }

    private static Sample Wording(string question, IReadOnlyList<string> answers) =>
        new("wording", "wording", [], [new Turn(Speaker.Human, question), new Turn(Speaker.Assistant, string.Join(' ', answers))]);

    /// <summary>LLaVA-1.5 in miniature: pictures of 32 x 32 in 64 patches, two million parameters.</summary>
    private static LlavaConfig Architecture(int vocabulary) => new()
    {
        Vision = new VisionConfig { HiddenSize = 128, IntermediateSize = 512, Layers = 4, Heads = 4, ImageSize = 32, PatchSize = 4 },
        Text = new TextConfig
        {
            HiddenSize = 128, IntermediateSize = 352, Layers = 4, Heads = 4, KeyValueHeads = 2, HeadSize = 32, VocabularySize = vocabulary,
            MaxPositions = 512, IsHeadTied = true,
        },
        ImageToken = ImageToken, BeginToken = 1, EndTokens = [2], PadToken = 3, VisionFeatureLayers = [-1],
    };

    private static Dictionary<string, HeldOutScore> Examine(BaseModelOptions options, IReadOnlyList<Sample> test, CancellationToken cancellation)
    {
        Sample[] asked = [.. test.Take(options.Questions)];
        using var engine = LvlmEngine.Open(new Bundle(options.OutputFolder));
        var answers = engine.Answer([.. asked.Select(Question.Of)], new AnsweringOptions { MaxNewTokens = AnswerTokens }, cancellation);
        return asked.Zip(answers).GroupBy(pair => pair.First.Category ?? "other").OrderBy(g => g.Key, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => new HeldOutScore(g.Average(pair => pair.First.Label == pair.Second.Text ? 1.0 : 0.0), g.Count()));
    }
}
