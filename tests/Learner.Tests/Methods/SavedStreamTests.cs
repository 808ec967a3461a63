using System.Security.Cryptography;

namespace MlopsCl.Learner.Tests.Methods;

/// <summary>Two tasks learned through the folders that outlive a process.</summary>
public sealed class SavedStreamTests : IDisposable
{
    private static readonly Picture[] Pictures = [
        Picture.FromFile(Fixture.Path("pictures", "rgb-wide.png")), Picture.FromFile(Fixture.Path("pictures", "grey.png"))];
    private static readonly Sample[] First = Task("first", "What is it?", "a cat", "a dog");
    private static readonly Sample[] Second = Task("second", "Which colour has it mostly?", "red", "blue");
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("lvlm-cl", "", 3)]
    [InlineData("lvlm-cl", "memory-mix=balanced prompt-tokens=2 invariant-update=task", 1)]
    [InlineData("continual-llava", "context-current=on feature=last-state", 3)]
    [InlineData("continual-llava", "allocation=cosine entries=8 key-epochs=1", 1)]
    [InlineData("continual-llava", "allocation=cosine entries=8 key-epochs=1", 5)]
    public void Run_StoppedAnywhereInSecondTaskAndRunAgain_EndsWithTheSameBytes(string method, string options, int stopAfter)
    {
        Learn("1", null, First, method, options);
        Learn("whole", "1", Second, method, options);
        Assert.Throws<OperationCanceledException>(() => Learn("stopped", "1", Second, method, options, stopAfter));
        Learn("stopped", "1", Second, method, options);
        Assert.Equal(Digests("whole"), Digests("stopped"));
    }

    [Theory]
    [InlineData("lvlm-cl", "prompt-tokens=2")]
    [InlineData("continual-llava", "context-current=on")]
    public void Answer_FromTheSavedFolderOpenedTwice_IsTheSame(string method, string options)
    {
        Learn("1", null, First, method, options);
        Learn("2", "1", Second, method, options);
        Assert.Equal(Ask("2", First), Ask("2", First));
        Assert.NotEqual(Ask(null, Second), Ask("2", Second));
    }

    [Fact]
    public void Answer_AfterSecondTaskOfContinualLlava_IsForFirstTaskExactlyAsBefore()
    {
        Learn("1", null, First, "continual-llava", "");
        Learn("2", "1", Second, "continual-llava", "");
        Assert.NotEqual(Ask(null, First), Ask("1", First));
        Assert.Equal(Ask("1", First), Ask("2", First));
    }

    public void Dispose() => _folder.Dispose();

    private static Sample[] Task(string task, string question, params string[] answers) => [.. Enumerable.Range(0, 6).Select(number => new Sample(
        $"{task} {number}", task, [Pictures[number % 2]], [new Turn(Speaker.Human, question), new Turn(Speaker.Assistant, answers[number % 2])]))];

    private void Learn(string name, string? parent, Sample[] samples, string method, string options, int? stopAfter = null)
    {
        using var stop = new CancellationTokenSource();
        var pairs = options.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('='));
        var request = new LearningRequest
        {
            BaseModelFolder = Fixture.Path("llava-keys-published"),
            ParentFolder = parent is null ? null : _folder.File(parent),
            OutputFolder = _folder.File(name),
            CheckpointFolder = _folder.File("checkpoints of " + name),
            Task = samples[0].Task,
            Samples = samples,
            Memory = parent is null ? [] : First[..2],
            Method = new MethodChoice(method, pairs.ToDictionary(pair => pair[0], pair => pair[1])),
            Training = new() { Epochs = 2, BatchSize = 3, LearningRate = 0.02, LoraRank = 2, CheckpointEverySteps = 2 },
        };
        Learning.Run(request, new StopAfter(stopAfter, stop), stop.Token);
    }

    private string[] Digests(string name) =>
        [.. Directory.EnumerateFiles(_folder.File(name)).Order(StringComparer.Ordinal).Select(
            file => Path.GetFileName(file) + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))))];

    private float[] Ask(string? adapter, Sample[] about)
    {
        using var engine = LvlmEngine.Open(new Bundle(Fixture.Path("llava-keys-published"), adapter is null ? null : _folder.File(adapter)));
        var answers = engine.Answer([.. about.Select(sample => new Question(sample.Prompt, sample.Pictures))], new AnsweringOptions { MaxNewTokens = 4 });
        return [.. answers.SelectMany(answer => answer.LogProbabilities)];
    }

    private sealed class StopAfter(int? steps, CancellationTokenSource source) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step == steps)
                source.Cancel();
        }
    }
}
