using Microsoft.ML;
using Microsoft.ML.Runtime;
using MlopsCl.Learner;
using MlopsCl.Learner.Scoring;
using MlopsCl.Transforms.Answering;
using MlopsCl.Transforms.Engines;
using MlopsCl.Transforms.Evaluating;
using MlopsCl.Transforms.Featurizing;
using MlopsCl.Transforms.Prompting;
using MlopsCl.Transforms.Replaying;
using MlopsCl.Transforms.Rows;
using MlopsCl.Transforms.Training;

namespace MlopsCl.Transforms;

/// <summary>Estimators and views of continual learning for vision-language models.</summary>
public sealed partial class ContinualLearningCatalog
{
    private readonly MLContext _context;
    private readonly SharedEngines _engines;

    internal ContinualLearningCatalog(MLContext context, SharedEngines engines) => (_context, _engines) = (context, engines);

    /// <summary>A trainer that teaches one task to a vision-language model.</summary>
    /// <remarks>
    /// Input: an image column (text: a path; vector of text: paths; vector of bytes: an encoded picture; or <see cref="PictureSet"/>), a prompt column and a
    /// label column (text). Output: <c>Answer</c> (text), <c>Answer.Confidence</c> (Single) and <c>Answer.Scores</c> (vector of Single).
    /// </remarks>
    /// <param name="options">What to learn, how, and where the result goes.</param>
    /// <returns>An estimator.</returns>
    /// <exception cref="ArgumentException">An option that has no default is missing.</exception>
    public LvlmTrainer LvlmTrainer(LvlmTrainer.Options options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new LvlmTrainer(_context, options, Learning.Run, _engines);
    }

    /// <summary>A trainer that teaches one task to a vision-language model, by the options that most callers need.</summary>
    /// <param name="baseModelFolder">The frozen base model: a checkpoint folder in Hugging Face layout.</param>
    /// <param name="outputFolder">Where the adapter is written; created, must be empty or absent.</param>
    /// <param name="task">The task's name.</param>
    /// <param name="method">The continual-learning method.</param>
    /// <param name="imageColumnName">The column of pictures; null for questions without any.</param>
    /// <param name="promptColumnName">The column of questions.</param>
    /// <param name="labelColumnName">The column of answers to learn.</param>
    /// <param name="outputColumnName">The column of answers to add.</param>
    /// <param name="parentFolder">The output folder of the training before; null for the first task.</param>
    /// <returns>An estimator.</returns>
    public LvlmTrainer LvlmTrainer(
        string baseModelFolder, string outputFolder, string task, string method = "sequential",
        string? imageColumnName = "Image", string promptColumnName = "Prompt", string labelColumnName = "Label", string outputColumnName = "Answer",
        string? parentFolder = null) => LvlmTrainer(new LvlmTrainer.Options
        {
            BaseModelFolder = baseModelFolder, OutputFolder = outputFolder, Task = task, Method = new MethodChoice(method),
            ImageColumnName = imageColumnName,
            PromptColumnName = promptColumnName,
            LabelColumnName = labelColumnName,
            OutputColumnName = outputColumnName,
            ParentFolder = parentFolder,
        });

    /// <summary>An estimator that learns nothing: its transformer answers with a model that was learned before.</summary>
    /// <param name="bundle">The base model and what was learned on top of it.</param>
    /// <param name="answering">How questions are answered; the defaults where null.</param>
    /// <param name="imageColumnName">The column of pictures; null for questions without any.</param>
    /// <param name="promptColumnName">The column of questions.</param>
    /// <param name="outputColumnName">The column of answers to add.</param>
    /// <param name="historyColumnName">The column of the turns before the question, a vector of text: question, answer, …; null without.</param>
    /// <param name="device">The device, such as <c>cpu</c> or <c>cuda:0</c>; the context's where null.</param>
    /// <param name="cancellation">Stops the answering between batches and tokens.</param>
    /// <returns>An estimator.</returns>
    /// <exception cref="ArgumentException">An option or a column's name is out of range.</exception>
    /// <exception cref="FileNotFoundException">The base model, or what was learned on top of it, is not there.</exception>
    /// <exception cref="InvalidOperationException">The device is not there and the CPU may not take over.</exception>
    public LvlmAnswerer LvlmAnswerer(
        Bundle bundle,
        AnsweringOptions? answering = null,
        string? imageColumnName = "Image",
        string promptColumnName = "Prompt",
        string outputColumnName = "Answer",
        string? historyColumnName = null,
        string? device = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        ArgumentException.ThrowIfNullOrWhiteSpace(promptColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(outputColumnName);
        bundle.ThrowIfAbsent();
        var columns = new AnswerColumns(imageColumnName, promptColumnName, outputColumnName, historyColumnName);
        var settings = new AnswerSettings(columns, answering ?? new AnsweringOptions(), DeviceChoice.Resolve(_context, device), cancellation);
        return new LvlmAnswerer(new LvlmTransformer(_context, bundle, settings, _engines, report: null));
    }

    /// <summary>
    /// A view of samples, with the columns <c>Id</c>, <c>Task</c>, <c>Image</c> (<see cref="PictureSet"/>), <c>History</c> (the turns before the last
    /// question), <c>Prompt</c> and <c>Label</c>: what a trainer reads, and an answerer but for the label.
    /// </summary>
    /// <param name="samples">The samples; enumerated by each cursor.</param>
    /// <returns>A view.</returns>
    public IDataView LoadSamples(IEnumerable<Sample> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return _context.Data.LoadFromEnumerable(samples.Select(sample => new SampleRow(sample)));
    }

    /// <summary>Scores answers against the right ones: by every rule, by task, and what was forgotten since earlier evaluations.</summary>
    /// <param name="data">Rows with answers, as a transformer gives them; read in one pass.</param>
    /// <param name="labelColumnName">The column of right answers, text.</param>
    /// <param name="answerColumnName">The column of answers, text.</param>
    /// <param name="taskColumnName">The column of tasks, text; null takes <c>Task</c> where there is one, and else all rows as one task.</param>
    /// <param name="scoringRule">The rule of the accuracy that counts, one of <see cref="ScoringRules.Names"/>.</param>
    /// <param name="history">The evaluations after each task before, oldest first, empty for the first task; null asks nothing about forgetting.</param>
    /// <returns>The metrics.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    /// <exception cref="ArgumentException">There is no such rule, or the history is of another rule or does not fit the tasks.</exception>
    /// <exception cref="InvalidOperationException">There are no rows.</exception>
    public LvlmMetrics Evaluate(
        IDataView data,
        string labelColumnName = "Label",
        string answerColumnName = "Answer",
        string? taskColumnName = null,
        string scoringRule = "exact",
        IReadOnlyList<LvlmMetrics>? history = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentException.ThrowIfNullOrWhiteSpace(labelColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(answerColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(scoringRule);
        return AnswerEvaluation.Of(new ScoredColumns(labelColumnName, answerColumnName, taskColumnName, Id: null).Read(data), scoringRule, history);
    }

    /// <summary>Compares a candidate's answers with a baseline's, row by row: who wins where, and whether that can be chance.</summary>
    /// <param name="candidate">Rows with the candidate's answers.</param>
    /// <param name="baseline">The same rows with the baseline's answers.</param>
    /// <param name="labelColumnName">The column of right answers, text.</param>
    /// <param name="answerColumnName">The column of answers, text.</param>
    /// <param name="taskColumnName">The column of tasks, text; null takes <c>Task</c> where there is one, and else all rows as one task.</param>
    /// <param name="idColumnName">The column of the rows' names, text, by which rows are paired; null pairs them in their order.</param>
    /// <param name="scoringRule">The scoring rule, one of <see cref="ScoringRules.Names"/>.</param>
    /// <returns>Wins, losses and ties, with the p-values of McNemar's exact test, over all rows and for each task.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of a wrong type.</exception>
    /// <exception cref="ArgumentException">There is no such rule.</exception>
    /// <exception cref="InvalidOperationException">There are no rows, or the two views do not hold the same.</exception>
    public LvlmRegressionMetrics EvaluateRegression(
        IDataView candidate,
        IDataView baseline,
        string labelColumnName = "Label",
        string answerColumnName = "Answer",
        string? taskColumnName = null,
        string? idColumnName = null,
        string scoringRule = "exact")
    {
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(baseline);
        ArgumentException.ThrowIfNullOrWhiteSpace(labelColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(answerColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(scoringRule);
        var columns = new ScoredColumns(labelColumnName, answerColumnName, taskColumnName, idColumnName);
        return RegressionEvaluation.Of(columns.Read(candidate), columns.Read(baseline), scoringRule);
    }

    /// <summary>An estimator that composes a prompt, and the pictures that it is about, from columns of text and pictures.</summary>
    /// <remarks>
    /// Output: the prompt (text, white space around it removed), with a marker <c>&lt;image&gt;</c> for each picture, and the pictures
    /// (<see cref="PictureSet"/>) in the order of their markers. Put it before the model: it is made of ML.NET's own steps, which may read ahead.
    /// </remarks>
    /// <param name="template">
    /// Text with the names of columns in braces, such as <c>{Image} Which of {Choices} is it?</c>; a brace itself is written twice. A column of
    /// pictures that the template does not name comes in front.
    /// </param>
    /// <param name="imageColumnNames">Which columns hold pictures, of any of the types that a trainer takes; null takes <c>Image</c>, empty makes a
    /// prompt without pictures.</param>
    /// <param name="outputColumnName">The column of prompts to add.</param>
    /// <param name="outputImageColumnName">The column of pictures to add.</param>
    /// <returns>An estimator.</returns>
    /// <exception cref="ArgumentException">The template has a brace that holds no name.</exception>
    public ImageTextPromptEstimator ImageTextPrompt(
        string template, string[]? imageColumnNames = null, string outputColumnName = "Prompt", string outputImageColumnName = "Image")
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentException.ThrowIfNullOrEmpty(outputColumnName);
        ArgumentException.ThrowIfNullOrEmpty(outputImageColumnName);
        return new ImageTextPromptEstimator(_context, template, imageColumnNames ?? ["Image"], new PromptOutput(outputColumnName, outputImageColumnName));
    }

    /// <summary>An estimator whose transformer describes pictures and questions by a vector of known size, from which any trainer after it can learn.</summary>
    /// <remarks>
    /// Output: a vector of Single, as long as the vision tower is wide plus as long as the decoder is wide: the mean of the pictures' features (zero
    /// without pictures), then the mean of the words' embeddings. Both are the frozen base model's, so they stay the same whatever is learned on top of it.
    /// </remarks>
    /// <param name="baseModelFolder">The base model: a checkpoint folder in Hugging Face layout.</param>
    /// <param name="outputColumnName">The column of vectors to add.</param>
    /// <param name="imageColumnName">The column of pictures; null for questions without any.</param>
    /// <param name="promptColumnName">The column of questions.</param>
    /// <param name="batchSize">Rows that run through the model together, at least 1.</param>
    /// <param name="device">The device, such as <c>cpu</c> or <c>cuda:0</c>; the context's where null.</param>
    /// <param name="cancellation">Stops the work between batches.</param>
    /// <returns>An estimator.</returns>
    /// <exception cref="ArgumentException">The batch size or a column's name is out of range.</exception>
    /// <exception cref="FileNotFoundException">The base model has no configuration.</exception>
    /// <exception cref="InvalidOperationException">The device is not there and the CPU may not take over.</exception>
    public LvlmFeaturizer FeaturizeImageText(
        string baseModelFolder,
        string outputColumnName = "Features",
        string? imageColumnName = "Image",
        string promptColumnName = "Prompt",
        int batchSize = 64,
        string? device = null,
        CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(baseModelFolder);
        ArgumentException.ThrowIfNullOrWhiteSpace(outputColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(promptColumnName);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        var width = LvlmEngine.FeatureWidth(baseModelFolder);
        var settings = new FeatureSettings(
            imageColumnName, promptColumnName, outputColumnName, batchSize, width, DeviceChoice.Resolve(_context, device), cancellation);
        return new LvlmFeaturizer(_context, new LvlmFeatureTransformer(_context, baseModelFolder, settings, _engines));
    }

    /// <summary>New rows with rows of a memory bank spread evenly between them: rehearsal for any trainer.</summary>
    /// <remarks>
    /// Lazy: the memory is read as a stream, in rounds of shuffled order, and never held. The order is part of the result, so the view cannot be
    /// shuffled; every cursor gives the same rows. <see cref="LvlmTrainer(LvlmTrainer.Options)"/> takes a memory of its own, which its method mixes.
    /// </remarks>
    /// <param name="data">The new rows.</param>
    /// <param name="memory">The memory's rows, with at least the columns of the new ones.</param>
    /// <param name="ratio">Memory rows for each new row, at least 0; 0 takes each memory row once.</param>
    /// <param name="seed">The seed of the memory's order; drawn from the context's where null.</param>
    /// <returns>A view with the columns of the new rows.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The memory lacks a column or has it with another type, or the ratio is negative or no number.</exception>
    public IDataView MemoryReplay(IDataView data, IDataView memory, double ratio = 0, int? seed = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(memory);
        if (!(ratio >= 0 && double.IsFinite(ratio)))
            throw new ArgumentOutOfRangeException(
                nameof(ratio), ratio, "The ratio is memory rows for each new row: it must be a number of at least 0, and 0 takes each memory row once.");
        return new ReplayView(_context, data, memory, ratio, seed ?? ((IHostEnvironment)_context).Register(nameof(MemoryReplay)).Rand.Next());
    }
}
