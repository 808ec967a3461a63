using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Answering;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Models;

/// <summary>Expected numbers: transformers 5.23 on the same checkpoint and inputs.</summary>
public sealed class LlavaReferenceTests
{
    private const double Tolerance = 3e-5;
    private const int GreedyTokens = 24;

    [Theory]
    [InlineData("llava")]
    [InlineData("llava-keys-published")]
    [InlineData("llava-keys-nested")]
    public void Forward_OnReferencePrompts_GivesReferenceFeaturesHiddenStatesAndLogits(string folder)
    {
        using var scope = NewDisposeScope();
        using var model = LvlmModel.Load(Fixture.Path(folder), CPU);
        var expected = TensorFile.Read(Fixture.Path("llava", "expected.safetensors"), CPU);
        for (var prompt = 0; prompt < 3; prompt++)
        {
            var features = Features(model, expected, prompt);
            if (features is not null)
                Close.Assert(expected[$"{prompt}.image_features"], model.Projector.Forward(features), Tolerance, $"features of prompt {prompt}");
            var trace = new List<Tensor>();
            var batch = Prompts(model, expected, prompt);
            var pass = model.WholeSequences(1, batch.Length, AdapterPass.None) with { Trace = trace };
            var hidden = model.Decoder.Forward(batch.Embed(model, Conditioning.None), pass);
            Assert.Equal(4, trace.Count);
            for (var layer = 0; layer < trace.Count; layer++)
                Close.Assert(expected[$"{prompt}.hidden.{layer}"], trace[layer], Tolerance, $"hidden state {layer} of prompt {prompt}");
            Close.Assert(expected[$"{prompt}.logits"], model.Decoder.Logits(hidden), Tolerance, $"logits of prompt {prompt}");
        }
    }

    [Fact]
    public void Generate_OnePromptAtATime_ChoosesReferenceTokens()
    {
        using var scope = NewDisposeScope();
        using var model = LvlmModel.Load(Fixture.Path("llava"), CPU);
        var expected = TensorFile.Read(Fixture.Path("llava", "expected.safetensors"), CPU);
        for (var prompt = 0; prompt < 3; prompt++)
        {
            var answer = Assert.Single(Generate(model, Prompts(model, expected, prompt)));
            Assert.Equal(expected[$"{prompt}.greedy"].data<long>().Select(id => (int)id), answer);
        }
    }

    [Fact]
    public void Generate_ThreePromptsAsOneLeftPaddedBatch_ChoosesReferenceTokens()
    {
        using var scope = NewDisposeScope();
        using var model = LvlmModel.Load(Fixture.Path("llava"), CPU);
        var expected = TensorFile.Read(Fixture.Path("llava", "expected.safetensors"), CPU);
        var answers = Generate(model, Prompts(model, expected, 0, 1, 2));
        Assert.Equal(3, answers.Count);
        Assert.Equal(expected["batch.greedy"].data<long>().Select(id => (int)id), answers.SelectMany(answer => answer));
    }

    private static IReadOnlyList<List<int>> Generate(LvlmModel model, PromptBatch batch)
    {
        List<int>[] answers = [.. Enumerable.Range(0, (int)batch.Count).Select(_ => new List<int>())];
        new AnswerDecoder(model, AdapterState.None).Generate(batch, Conditioning.None, new LikeliestToken(), GreedyTokens, Take, CancellationToken.None);
        return answers;

        bool Take(int question, int token, float logProbability)
        {
            answers[question].Add(token);
            return true;
        }
    }

    private static PromptBatch Prompts(LvlmModel model, Dictionary<string, Tensor> expected, params int[] prompts)
    {
        var questions = prompts.Select(prompt => Question(expected, prompt)).ToList();
        Tensor[] features = [.. prompts.Select(prompt => Features(model, expected, prompt)).OfType<Tensor>()];
        return PromptBatch.Of(model, questions, features.Length == 0 ? null : cat(features, 0), promptTokens: 0);
    }

    private static PreparedSample Question(Dictionary<string, Tensor> expected, int prompt)
    {
        int[] ids = [.. expected[$"{prompt}.input_ids"].data<long>().Select(id => (int)id)];
        var pictures = expected.TryGetValue($"{prompt}.pixel_values", out var pixels) ? (int)pixels.shape[0] : 0;
        return new PreparedSample("", "", ids, [], [], [.. Enumerable.Repeat(new PreparedPicture("", Picture.FromBytes(default)), pictures)], IsMemory: false) { Labels = [.. ids.Select(_ => -100)] };
    }

    private static Tensor? Features(LvlmModel model, Dictionary<string, Tensor> expected, int prompt) =>
        expected.TryGetValue($"{prompt}.pixel_values", out var pixels) ? model.VisionTower.Forward(pixels).flatten(0, 1) : null;
}
