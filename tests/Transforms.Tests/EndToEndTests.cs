using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Learner;

namespace MlopsCl.Transforms.Tests;

public sealed class EndToEndTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly string _folder = Directory.CreateTempSubdirectory("mlopscl-transforms").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    // The tokens are those that the reference implementation chose (transformers, greedy, fp32), decoded by hand with the tokenizer's vocabulary.
    // It was given plain prompts in LLaVA-1.5's form; the checkpoint's own template writes a line break behind every picture, so it is left out here.
    [Fact]
    public void AnAnswerer_GivesTheReferencesAnswers()
    {
        var rows = new[]
        {
            new { Image = new[] { TinyModel.Picture("baseline-444.jpg") }, Prompt = "What is in the picture?" },
            new
            {
                Image = new[] { TinyModel.Picture("exif-orientation-3.jpg"), TinyModel.Picture("exif-orientation-6.jpg") },
                Prompt = "<image><image>\nWhich is larger?",
            },
        };
        var data = _ml.Data.LoadFromEnumerable(rows.ToList());
        foreach (var file in Directory.EnumerateFiles(TinyModel.Folder).Where(file => !file.EndsWith(".jinja", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "without-template")).FullName, Path.GetFileName(file)));
        using var answerer = _ml.ContinualLearning().LvlmAnswerer(
            new Bundle(Path.Combine(_folder, "without-template")), new AnsweringOptions { MaxNewTokens = 8 }).Fit(data);
        var replies = _ml.Data.CreateEnumerable<Reply>(answerer.Transform(data), false).ToList();
        Assert.Equal(["2 copyright\uFFFDter means requz by", "LED meansA freecLED"], replies.Select(r => r.Answer));
        Assert.All(replies, reply =>
        {
            Assert.Equal(8, reply.Scores!.Length);
            Assert.Equal(Math.Exp(reply.Scores.Average()), reply.Confidence, 5);
        });
    }

    [Fact]
    public void ATrainer_LearnsWhatTheLearnerLearns_AndItsTransformerAnswersWithIt()
    {
        var data = _ml.Data.LoadFromEnumerable(TinyModel.Lessons);
        using var model = _ml.ContinualLearning().LvlmTrainer(Options("through-a-view")).Fit(data);
        var direct = Learning.Run(Request("direct"), progress: null, CancellationToken.None);
        Assert.Equal(direct.AdapterSha256, model.Report!.AdapterSha256);
        Assert.Equal(direct.Losses, model.Report.Losses);
        Assert.True(direct.Losses[^1] < direct.Losses[0] / 2, $"The loss went from {direct.Losses[0]} to {direct.Losses[^1]}.");
        Assert.Equal(["free", "rights"], model.Transform(data).GetColumn<string>("Answer"));
    }

    [Fact]
    public void ATrainedModel_SavedAndLoaded_AnswersTheSame_RowByRowAndInBatches()
    {
        var data = _ml.Data.LoadFromEnumerable(TinyModel.Lessons);
        var file = Path.Combine(_folder, "model.zip");
        using var model = _ml.ContinualLearning().LvlmTrainer(Options("adapter")).Fit(data);
        _ml.Model.Save(model, data.Schema, file);
        var context = new MLContext();
        var plain = context.Model.Load(file, out _);
        using var live = Assert.IsType<LvlmTransformer>(context.ContinualLearning().Load(file, out _));
        var expected = Scores(model.Transform(data));
        Assert.Equal(expected, Scores(plain.Transform(data)));
        Assert.Equal(expected, Scores(live.Transform(data)));
        using var engine = context.Model.CreatePredictionEngine<Lesson, Reply>(plain);
        Assert.Equal("rights", engine.Predict(TinyModel.Lessons[1]).Answer);
    }

    [Fact]
    public void ATrainer_ThatIsCancelled_LeavesACheckpointThatARerunEndsEquallyFrom()
    {
        using var cancellation = new CancellationTokenSource();
        var data = _ml.Data.LoadFromEnumerable(TinyModel.Lessons);
        var options = Options("interrupted");
        (options.CheckpointFolder, options.Cancellation, options.Progress) =
            (Path.Combine(_folder, "checkpoints"), cancellation.Token, new CancelAt(5, cancellation));
        Assert.ThrowsAny<OperationCanceledException>(() => _ml.ContinualLearning().LvlmTrainer(options).Fit(data));
        var steps = new List<int>();
        (options.Cancellation, options.Progress) = (CancellationToken.None, new StepList(steps));
        using var resumed = _ml.ContinualLearning().LvlmTrainer(options).Fit(data);
        Assert.Equal(Learning.Run(Request("undisturbed"), null, CancellationToken.None).AdapterSha256, resumed.Report!.AdapterSha256);
        Assert.Equal(6, steps[0]);
    }

    [Fact]
    public void AListenerThatThrows_StopsTheTrainingAfterACheckpoint_AndARerunEndsEqually()
    {
        var data = _ml.Data.LoadFromEnumerable(TinyModel.Lessons);
        var options = Options("listened-to");
        (options.CheckpointFolder, options.Progress) = (Path.Combine(_folder, "checkpoints"), new ThrowAt(5));
        var error = Assert.Throws<FormatException>(() => _ml.ContinualLearning().LvlmTrainer(options).Fit(data));
        Assert.Equal("the listener's own", error.Message);
        Assert.False(Path.Exists(options.OutputFolder), "A training that was stopped has written its result.");
        Assert.All(Directory.GetFiles(options.CheckpointFolder), file => File.Open(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None).Dispose());
        var steps = new List<int>();
        options.Progress = new StepList(steps);
        using var resumed = _ml.ContinualLearning().LvlmTrainer(options).Fit(data);
        Assert.Equal(Learning.Run(Request("unheard"), null, CancellationToken.None).AdapterSha256, resumed.Report!.AdapterSha256);
        Assert.Equal(6, steps[0]);
    }

    [Fact]
    public void ARowThatTheModelCannotTake_IsNamed()
    {
        var jpeg = File.ReadAllBytes(TinyModel.Picture("baseline-444.jpg"));
        string Fault<TError>(params (byte[] Image, string Prompt)[] rows)
            where TError : Exception
        {
            var data = _ml.Data.LoadFromEnumerable(rows.Select(row => new { row.Image, row.Prompt }).ToList());
            using var answerer = _ml.ContinualLearning().LvlmAnswerer(TinyModel.Bundle).Fit(data);
            return Assert.Throws<TError>(() => answerer.Transform(data).GetColumn<string>("Answer").Last()).Message;
        }

        Assert.Contains("'row 1'", Fault<ArgumentException>((jpeg, "q"), (jpeg, string.Join(' ', Enumerable.Repeat("word", 600)))));
        Assert.Contains("'row 1'", Fault<ArgumentException>((jpeg, "q"), (jpeg, "<image> and <image>")));
        Assert.Contains("'Image' of row 1", Fault<Learner.Imaging.ImageFormatException>((jpeg, "q"), ([1, 2, 3], "q")));
    }

    private static float[][] Scores(IDataView view) =>
        [.. view.GetColumn<float[]>("Answer.Scores").Select(scores => scores.Select(s => MathF.Round(s, 3)).ToArray())];

    private LvlmTrainer.Options Options(string folder) => new()
    {
        BaseModelFolder = TinyModel.Folder,
        OutputFolder = Path.Combine(_folder, folder),
        Task = "signs",
        Training = TinyModel.Training,
        Seed = 3,
        Answering = new AnsweringOptions { MaxNewTokens = 4 },
    };

    private LearningRequest Request(string folder) => new()
    {
        BaseModelFolder = TinyModel.Folder,
        OutputFolder = Path.Combine(_folder, folder),
        Task = "signs",
        Samples = [.. TinyModel.Lessons.Select((lesson, row) => lesson.ToSample(row))],
        Method = new MethodChoice("sequential"),
        Training = TinyModel.Training,
        Seed = 3,
    };

    private sealed class CancelAt(int step, CancellationTokenSource source) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step == step)
                source.Cancel();
        }
    }

    private sealed class ThrowAt(int step) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            if (value.Step == step)
                throw new FormatException("the listener's own");
        }
    }

    private sealed class StepList(List<int> steps) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => steps.Add(value.Step);
    }
}
