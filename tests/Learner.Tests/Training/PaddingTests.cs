using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Imaging;
using MlopsCl.Learner.Methods;
using MlopsCl.Learner.Methods.SequentialLora;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Prompting;
using MlopsCl.Learner.Tokenization;
using MlopsCl.Learner.Training;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Training;

public sealed class PaddingTests
{
    [Fact]
    public void Accumulate_OverSamplesOfUnequalLength_EqualsTheMeanOverTheirTokensOneByOne()
    {
        using var scope = NewDisposeScope();
        using var model = LvlmModel.Load(SmallTask.BaseModelFolder, CPU);
        using var vision = FrozenVisionFeatures.Open(model, ClipImageProcessor.Load(SmallTask.BaseModelFolder), cacheFolder: null);
        var preparation = new SamplePreparation(Tokenizer.Load(SmallTask.BaseModelFolder), model.Config);
        PreparedSample[] samples = [.. SmallTask.Samples(5).Select(sample => preparation.Prepare(sample, isMemory: false))];
        Assert.True(samples.Select(sample => sample.Ids.Length).Distinct().Count() > 1, "the samples must need padding");
        var adapters = Adapters(model);
        var gradients = new GradientStep(
            new SequentialLoraMethod(), adapters, new BatchCollator(model, vision, promptTokens: 0), new AnswerLoss(model, adapters));

        var together = gradients.Accumulate(TrainingStage.Answers, [samples], step: 0);
        var tokens = samples.Select(sample => sample.Labels.Count(label => label >= 0)).ToArray();
        var apart = samples.Select(sample => gradients.Accumulate(TrainingStage.Answers, [[sample]], step: 0)).ToArray();

        Assert.Equal(apart.Zip(tokens, (loss, count) => loss * count).Sum() / tokens.Sum(), together, 1e-5);
    }

    private static AdapterState Adapters(LvlmModel model)
    {
        var group = new LowRankGroup { Rank = 2, Alpha = 4, Targets = ["q_proj"] };
        return AdapterFactory.Create([group], [], model, new Dictionary<string, Tensor>(), seed: 1);
    }
}
