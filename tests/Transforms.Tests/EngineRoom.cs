using Microsoft.ML;
using MlopsCl.Learner;
using MlopsCl.Transforms.Answering;
using MlopsCl.Transforms.Engines;

namespace MlopsCl.Transforms.Tests;

/// <summary>Stands where a loaded model would: answers with the question itself, and remembers what was asked of it.</summary>
internal sealed class EngineRoom : IDisposable
{
    public EngineRoom() => Engines = new SharedEngines(_ =>
    {
        Opened++;
        if (Opened <= FailingOpens)
            throw new InvalidOperationException("no such bundle");
        return new OpenEngine(Answer, this);
    });

    public SharedEngines Engines { get; }

    public List<int> Batches { get; } = [];

    public int Opened { get; private set; }

    public int Closed { get; private set; }

    public int FailingOpens { get; init; }

    public int Asked => Batches.Sum();

    public LvlmTransformer Transformer(MLContext ml, int batchSize = 4, string output = "Answer", string? image = "Image", string bundle = "base", CancellationToken cancellation = default) =>
        new(ml, new Bundle(bundle), new AnswerSettings(new AnswerColumns(image, "Prompt", output), new AnsweringOptions { BatchSize = batchSize }, "cpu", cancellation), Engines, report: null);

    public void Dispose() => Closed++;

    private IReadOnlyList<Answer> Answer(IReadOnlyList<Question> questions, AnsweringOptions options, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        Batches.Add(questions.Count);
        return [.. questions.Select(q => new Answer($"{string.Concat(q.History.Select(turn => turn.Text + " > "))}{q.Text} about {string.Join("+", q.Pictures)}", 0.5f, [-1f, -q.Text.Length]))];
    }
}
