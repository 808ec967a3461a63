using System.Text.Json;
using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Answering;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Imaging;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Tokenization;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Models;

/// <summary>
/// Expected numbers: transformers 5.23 on the same checkpoint and inputs. Prompt 0 has a picture, prompt 1 none, prompt 2 two.
/// </summary>
public sealed class LlavaReferenceTests
{
    private const double Tolerance = 3e-5;
    private const int GreedyTokens = 24;
    private const int Prompts = 3;

    /// <summary>The checkpoint, and the folder that holds what the reference gave.</summary>
    public static TheoryData<string, string> Checkpoints => new()
    {
        { "llava", "llava" },
        { "llava-keys-published", "llava" },
        { "llava-keys-nested", "llava" },
        { "llava-sharded-bf16", "llava-sharded-bf16" },
        { "llava-fp16", "llava-fp16" },
        { "llava-rope-llama3", "llava-rope-llama3" },
        { "llava-rope-linear", "llava-rope-linear" },
        { "llava-full-layer-list-tied", "llava-full-layer-list-tied" },
    };

    [Theory]
    [MemberData(nameof(Checkpoints))]
    public void Forward_OnReferencePrompts_GivesReferenceFeaturesHiddenStatesAndLogits(string folder, string reference)
    {
        using var scope = NewDisposeScope();
        using var model = LvlmModel.Load(Fixture.Path(folder), CPU);
        var expected = Expected(reference);
        for (var prompt = 0; prompt < Prompts; prompt++)
        {
            var features = Features(model, expected, prompt);
            Assert.Equal(prompt == 1, features is null);
            if (features is not null)
                Close.Assert(expected[$"{prompt}.image_features"], model.Projector.Forward(features), Tolerance, $"features of prompt {prompt}");
            var trace = new List<Tensor>();
            var batch = Batch(model, expected, prompt);
            var pass = model.WholeSequences(1, batch.Length, AdapterPass.None) with { Trace = trace };
            var hidden = model.Decoder.Forward(batch.Embed(model, Conditioning.None), pass);
            Assert.Equal(4, trace.Count);
            for (var layer = 0; layer < trace.Count; layer++)
                Close.Assert(expected[$"{prompt}.hidden.{layer}"], trace[layer], Tolerance, $"hidden state {layer} of prompt {prompt}");
            Close.Assert(expected[$"{prompt}.logits"], model.Decoder.Logits(hidden), Tolerance, $"logits of prompt {prompt}");
        }
    }

    [Theory]
    [MemberData(nameof(Checkpoints))]
    public void Generate_OnePromptAtATimeAndAllAsOneLeftPaddedBatch_ChoosesReferenceTokens(string folder, string reference)
    {
        using var scope = NewDisposeScope();
        using var model = LvlmModel.Load(Fixture.Path(folder), CPU);
        var expected = Expected(reference);
        for (var prompt = 0; prompt < Prompts; prompt++)
        {
            var answer = Assert.Single(Generate(model, Batch(model, expected, prompt)));
            Assert.Equal(expected[$"{prompt}.greedy"].data<long>().Select(id => (int)id), answer);
        }

        var answers = Generate(model, Batch(model, expected, 0, 1, 2));
        Assert.Equal(Prompts, answers.Count);
        Assert.Equal(expected["batch.greedy"].data<long>().Select(id => (int)id), answers.SelectMany(answer => answer));
    }

    // JPEG pictures: at most three grey levels of 255.
    [Theory]
    [MemberData(nameof(Checkpoints))]
    public void PromptsAndPictures_BecomeReferenceTokensAndPixels(string folder, string reference)
    {
        using var scope = NewDisposeScope();
        var config = LlavaConfigFile.Read(Fixture.Path(folder));
        var tokenizer = Tokenizer.Load(Fixture.Path(folder));
        var images = ClipImageProcessor.Load(Fixture.Path(folder));
        var expected = Expected(reference);
        using var prompts = JsonDocument.Parse(File.ReadAllBytes(Fixture.Path(reference, "prompts.json")));
        for (var prompt = 0; prompt < Prompts; prompt++)
        {
            var text = prompts.RootElement[prompt].GetProperty("prompt").GetString()!;
            var expanded = text.Replace("<image>", string.Concat(Enumerable.Repeat("<image>", config.ImageTokens)));
            Assert.Equal(expected[$"{prompt}.input_ids"].data<long>().Select(id => (int)id), tokenizer.Encode(expanded, addSpecialTokens: true));
            var pictures = prompts.RootElement[prompt].GetProperty("images").EnumerateArray().Select(name => name.GetString()!).ToList();
            for (var index = 0; index < pictures.Count; index++)
            {
                var pixels = images.Process(ImageDecoder.DecodeFile(Fixture.Path("llava", pictures[index])));
                var ours = tensor(pixels.Values, [3, pixels.Height, pixels.Width]);
                Close.Assert(expected[$"{prompt}.pixel_values"][index], ours, 3 / 255.0 / images.Options.Deviation.Min(), pictures[index]);
            }
        }
    }

    [Fact]
    public void Forward_InSixteenBits_StaysCloseToTheReference()
    {
        using var scope = NewDisposeScope();
        var expected = Expected("llava-sharded-bf16");
        using var model = LvlmModel.Load(Fixture.Path("llava-sharded-bf16"), CPU, WeightPrecision.BFloat16);
        Assert.All(model.Weights.All.Values, weight => Assert.Equal(ScalarType.BFloat16, weight.dtype));
        for (var prompt = 0; prompt < Prompts; prompt++)
        {
            var batch = Batch(model, expected, prompt);
            var hidden = model.Decoder.Forward(batch.Embed(model, Conditioning.None), model.WholeSequences(1, batch.Length, AdapterPass.None));
            var logits = model.Decoder.Logits(hidden);
            Assert.Equal((ScalarType.BFloat16, ScalarType.Float32), (hidden.dtype, logits.dtype));
            // 8 bits of every number: logits deviate by about 1, their mean error is of the order of 2^-8 times a few layers.
            var error = (logits - expected[$"{prompt}.logits"]).abs().mean().item<float>();
            Assert.InRange(error, 1e-5, 0.05);
        }
    }

    private static Dictionary<string, Tensor> Expected(string reference) => TensorFile.Read(Fixture.Path(reference, "expected.safetensors"), CPU);

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

    private static PromptBatch Batch(LvlmModel model, Dictionary<string, Tensor> expected, params int[] prompts)
    {
        var questions = prompts.Select(prompt => Question(expected, prompt)).ToList();
        Tensor[] features = [.. prompts.Select(prompt => Features(model, expected, prompt)).OfType<Tensor>()];
        return PromptBatch.Of(model, questions, features.Length == 0 ? null : cat(features, 0), promptTokens: 0);
    }

    private static PreparedSample Question(Dictionary<string, Tensor> expected, int prompt)
    {
        int[] ids = [.. expected[$"{prompt}.input_ids"].data<long>().Select(id => (int)id)];
        var pictures = expected.TryGetValue($"{prompt}.pixel_values", out var pixels) ? (int)pixels.shape[0] : 0;
        return new PreparedSample(
            "", "", ids, [], [], [.. Enumerable.Repeat(new PreparedPicture("", Picture.FromBytes(default)), pictures)],
            IsMemory: false) { Labels = [.. ids.Select(_ => -100)] };
    }

    private static Tensor? Features(LvlmModel model, Dictionary<string, Tensor> expected, int prompt) =>
        expected.TryGetValue($"{prompt}.pixel_values", out var pixels) ? model.VisionTower.Forward(pixels).flatten(0, 1) : null;
}
