using Microsoft.ML;
using MlopsCl.Learner;
using MlopsCl.Transforms.Answering;
using MlopsCl.Transforms.Engines;
using MlopsCl.Transforms.Featurizing;

namespace MlopsCl.Transforms.Tests;

/// <summary>Stands where a loaded model would: answers with the question itself, and remembers what was asked of it.</summary>
internal sealed class EngineRoom : IDisposable
{
    public EngineRoom() => Engines = new SharedEngines(_ =>
    {
        Opened++;
        if (Opened <= FailingOpens)
            throw new InvalidOperationException("no such bundle");
        return new OpenEngine(Answer, Featurize, this);
    });

    public SharedEngines Engines { get; }

    public List<int> Batches { get; } = [];

    public int Opened { get; private set; }

    public int Closed { get; private set; }

    public int FailingOpens { get; init; }

    /// <summary>Set while a question is being answered, until <see cref="Release"/> is.</summary>
    public ManualResetEventSlim? Entered { get; init; }

    public ManualResetEventSlim? Release { get; init; }

    public int Asked => Batches.Sum();

    public LvlmTransformer Transformer(
        MLContext ml, int batchSize = 4, string output = "Answer", string? image = "Image", string bundle = "base", CancellationToken cancellation = default) =>
        new(ml, new Bundle(bundle), new AnswerSettings(
            new AnswerColumns(image, "Prompt", output), new AnsweringOptions { BatchSize = batchSize }, "cpu", cancellation), Engines, report: null);

    public LvlmFeatureTransformer Featurizer(
        MLContext ml, int batchSize = 4, string output = "Features", string? image = "Image", CancellationToken cancellation = default) =>
        new(ml, "base", new FeatureSettings(image, "Prompt", output, batchSize, Width: 3, "cpu", cancellation), Engines);

    public void Dispose() => Closed++;

    private IReadOnlyList<Answer> Answer(IReadOnlyList<Question> questions, AnsweringOptions options, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (Batches)
            Batches.Add(questions.Count);
        Entered?.Set();
        Release?.Wait(cancellation);
        return [
            .. questions.Select(
                q => new Answer(
                    $"{string.Concat(q.History.Select(turn => turn.Text + " > "))}{q.Text} about {string.Join("+", q.Pictures)}", 0.5f,
                    [-1f, -q.Text.Length]))];
    }

    // By hand: pictures, letters, and one.
    private IReadOnlyList<float[]> Featurize(IReadOnlyList<Question> questions, int batchSize, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        lock (Batches)
            Batches.Add(questions.Count);
        return [.. questions.Select(q => new float[] { q.Pictures.Count, q.Text.Length, 1 })];
    }
}
