using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Answering;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Imaging;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Prompting;
using MlopsCl.Learner.Tokenization;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Conformance;

/// <summary>Compares a model with the reference's on its prompts: ids, pictures, features, hidden states, logits and greedy tokens.</summary>
internal sealed class CheckpointChecks : IDisposable
{
    private const double Tolerance = 3e-5;

    private readonly FixtureFolder _folder;
    private readonly FixtureFolder _reference;
    private readonly LvlmModel _model;
    private readonly Dictionary<string, Tensor> _expected;
    private readonly ReferencePrompt[] _prompts;

    private CheckpointChecks(FixtureFolder folder, FixtureFolder reference, Device device)
    {
        (_folder, _reference) = (folder, reference);
        _model = LvlmModel.Load(folder.Path, device);
        _expected = TensorFile.Read(reference.File(CheckpointKind.Expected), device);
        _prompts = [.. reference.Json(CheckpointKind.Prompts).EnumerateArray().Select((json, index) => ReferencePrompt.Of(json, index, _expected))];
    }

    /// <summary>The checks of a folder.</summary>
    /// <param name="folder">The checkpoint.</param>
    /// <param name="reference">The folder of prompts, pictures and expected values.</param>
    /// <param name="device">Where the model computes.</param>
    public static IEnumerable<ConformanceCheck> Of(FixtureFolder folder, FixtureFolder reference, string device)
    {
        using var checks = new CheckpointChecks(folder, reference, new Device(device));
        checks._model.Decoder.Rotary.IsBounded = false;      // the reference goes on beyond max_position_embeddings
        foreach (var check in ConformanceCheck.Attempt("input ids", () => [checks.InputIds()]))
            yield return check;
        foreach (var check in ConformanceCheck.Attempt("pixel values", checks.PixelValues))
            yield return check;
        foreach (var check in ConformanceCheck.Attempt("hidden states and logits", checks.States))
            yield return check;
        foreach (var check in ConformanceCheck.Attempt("greedy tokens", checks.Greedy))
            yield return check;
    }

    public void Dispose()
    {
        foreach (var tensor in _expected.Values)
            tensor.Dispose();
        _model.Dispose();
    }

    private ConformanceCheck InputIds()
    {
        var tally = new Tally("input ids", 0);
        var preparation = new SamplePreparation(Tokenizer.Load(_folder.Path), _model.Config);
        foreach (var prompt in _prompts)
            tally.Equal(prompt.Ids, preparation.Encode(prompt.Text), $"prompt {prompt.Index}");
        return tally.ToCheck();
    }

    private IEnumerable<ConformanceCheck> PixelValues()
    {
        var processor = ClipImageProcessor.Load(_folder.Path);
        var tallies = new PictureTallies();
        var any = false;
        foreach (var prompt in _prompts)
        {
            for (var index = 0; index < prompt.Pictures.Count; index++)
            {
                any = true;
                var bytes = File.ReadAllBytes(_reference.File(prompt.Pictures[index]));
                var pixels = processor.Process(ImageDecoder.Decode(bytes, prompt.Pictures[index], processor.Decoding));
                tallies.Compare(prompt.Pixels![index], pixels, processor.Options, bytes, $"prompt {prompt.Index}, {prompt.Pictures[index]}");
            }
        }

        return any ? tallies.ToChecks("pixel values") : [];
    }

    private ConformanceCheck[] States()
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var (features, hidden, logits) = (new Tally("image features", Tolerance), new Tally("hidden states", Tolerance), new Tally("logits", Tolerance));
        foreach (var prompt in _prompts)
        {
            using var inner = NewDisposeScope();
            if (prompt.Pixels is not null)
                features.Compare(_expected[$"{prompt.Index}.image_features"], _model.Projector.Forward(Features(prompt)!), $"prompt {prompt.Index}");
            var trace = new List<Tensor>();
            var batch = Batch(prompt);
            var pass = _model.WholeSequences(1, batch.Length, AdapterPass.None) with { Trace = trace };
            var last = _model.Decoder.Forward(batch.Embed(_model, Conditioning.None), pass);
            var layers = _expected.Keys.Count(key => key.StartsWith($"{prompt.Index}.hidden.", StringComparison.Ordinal));
            hidden.Compare(layers, trace.Count, $"prompt {prompt.Index}, number of hidden states");
            for (var layer = 0; layer < Math.Min(layers, trace.Count); layer++)
                hidden.Compare(_expected[$"{prompt.Index}.hidden.{layer}"], trace[layer], $"prompt {prompt.Index}, hidden state {layer}");
            logits.Compare(_expected[$"{prompt.Index}.logits"], _model.Decoder.Logits(last), $"prompt {prompt.Index}");
            trace.ForEach(state => state.Dispose());
        }

        return [
            .. (_prompts.Any(prompt => prompt.Pixels is not null) ? new[] { features, hidden, logits } : [hidden, logits]).Select(tally => tally.ToCheck())];
    }

    private IEnumerable<ConformanceCheck> Greedy()
    {
        var alone = new Tally("greedy tokens", 0);
        foreach (var prompt in _prompts)
        {
            var expected = _expected[$"{prompt.Index}.greedy"].ToIds();
            alone.Equal(expected, Generate([prompt], expected.Length), $"prompt {prompt.Index}");
        }

        yield return alone.ToCheck();
        if (!_expected.TryGetValue("batch.greedy", out var rows))
            yield break;
        var together = new Tally("greedy tokens of the left-padded batch", 0);
        together.Equal(rows.ToIds(), Generate(_prompts, (int)rows.shape[1]), "the batch");
        yield return together.ToCheck();
    }

    // The tokens of all prompts, one prompt after another; nothing ends an answer before its length.
    private int[] Generate(ReferencePrompt[] prompts, int length)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        List<int>[] answers = [.. prompts.Select(_ => new List<int>())];
        new AnswerDecoder(_model, AdapterState.None).Generate(Batch(prompts), Conditioning.None, new LikeliestToken(), length, Take, CancellationToken.None);
        return [.. answers.SelectMany(answer => answer)];

        bool Take(int question, int token, float logProbability)
        {
            answers[question].Add(token);
            return true;
        }
    }

    private PromptBatch Batch(params ReferencePrompt[] prompts)
    {
        Tensor[] features = [.. prompts.Select(Features).OfType<Tensor>()];
        return PromptBatch.Of(_model, [.. prompts.Select(prompt => prompt.ToSample())], features.Length == 0 ? null : cat(features, 0), promptTokens: 0);
    }

    private Tensor? Features(ReferencePrompt prompt) => prompt.Pixels is null ? null : _model.VisionTower.Forward(prompt.Pixels).flatten(0, 1);
}
