using MlopsCl.Learner.Methods;
using MlopsCl.Learner.Training;

namespace MlopsCl.Learner.Tests.Training;

public sealed class TrainingScheduleTests
{
    private static readonly TrainingOptions Options = new() { Epochs = 2, GradientAccumulation = 2, LearningRate = 1, WarmupRatio = 0.25 };

    // 5 batches an epoch, 2 a step: 3 steps an epoch, 6 in all, of which round(1.5) = 2 rise; then 0.5 (1 + cos(pi k / 4)).
    [Fact]
    public void At_RisesInEqualPartsThenFollowsACosine()
    {
        var schedule = new TrainingSchedule([TrainingStage.Answers], batchesPerEpoch: 5, Options);
        Assert.Equal(6, schedule.Steps);
        double[] expected = [0.5, 1, 1, 0.8535533905932737, 0.5, 0.14644660940672627];
        for (var step = 0; step < 6; step++)
            Assert.Equal(expected[step], schedule.At(step).LearningRate, 1e-12);
    }

    [Fact]
    public void At_TakesEveryBatchOfEveryEpochOnce()
    {
        var schedule = new TrainingSchedule([TrainingStage.Answers], batchesPerEpoch: 5, Options);
        var taken = Enumerable.Range(0, 6).Select(schedule.At).SelectMany(at => Enumerable.Range(at.FirstBatch, at.Batches).Select(batch => (at.Epoch, batch)));
        Assert.Equal(Enumerable.Range(0, 10).Select(index => (index / 5, index % 5)), taken);
    }

    [Fact]
    public void At_WithTwoStages_RunsOneAfterTheOtherEachWithItsOwnRateAndEpochs()
    {
        var keys = new TrainingStage { Name = "keys", Epochs = 1, LearningRate = 4, LearnsAnswers = false };
        var schedule = new TrainingSchedule([keys, TrainingStage.Answers], batchesPerEpoch: 5, Options);
        Assert.Equal(9, schedule.Steps);
        Assert.Equal(
            ["keys", "keys", "keys", "answers", "answers", "answers", "answers", "answers", "answers"],
            Enumerable.Range(0, 9).Select(step => schedule.At(step).Stage.Name));
        Assert.Equal(4, schedule.At(0).LearningRate);
        Assert.Equal((0, 0.5), (schedule.At(3).InStage, schedule.At(3).LearningRate));
        Assert.Equal(1, schedule.At(3).Epoch);
    }
}
