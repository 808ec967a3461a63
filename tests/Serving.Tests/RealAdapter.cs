using MlopsCl.Learner;

namespace MlopsCl.Serving.Tests;

/// <summary>A tiny model, and adapters that are really trained on top of it.</summary>
internal static class RealAdapter
{
    public static string Base { get; } = Path.Combine(AppContext.BaseDirectory, "Fixtures", "llava");

    public static string Picture { get; } = Path.Combine(Base, "baseline-444.jpg");

    /// <summary>Teaches the model one answer to <c>What is it?</c>.</summary>
    /// <returns>The folder.</returns>
    public static string Learn(string folder, string label)
    {
        Learning.Run(
            new LearningRequest
            {
                BaseModelFolder = Base,
                OutputFolder = folder,
                Task = "signs",
                Samples = [
                    new Sample(
                        "s", "signs", [Learner.Picture.FromFile(Picture)], [new Turn(Speaker.Human, "What is it?"), new Turn(Speaker.Assistant, label)])],
                Method = new MethodChoice("sequential"),
                Training = new TrainingOptions { Epochs = 20, BatchSize = 2, LearningRate = 1e-2, LoraRank = 4, WarmupRatio = 0 },
                Seed = 3,
            },
            progress: null,
            CancellationToken.None);
        return folder;
    }

    public static async Task<(string Text, int Release)> AskAsync(LvlmPool pool)
    {
        var answer = await pool.AskAsync(new Question("What is it?", [Learner.Picture.FromFile(Picture)]));
        return (answer.Answer.Text, answer.Release);
    }

    /// <summary>Settings with which the tiny model answers quickly.</summary>
    public static void Quick(LvlmPoolOptions pool, string store, string cache)
    {
        (pool.Store, pool.Stream, pool.CacheFolder) = (store, ReleaseShelf.Stream, cache);
        pool.Answering = new AnsweringOptions { MaxNewTokens = 4 };
        pool.SmokeQuestions = [new SmokeQuestion("What is it?", Picture)];
    }
}
