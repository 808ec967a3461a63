using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Methods;
using MlopsCl.Learner.Methods.SequentialLora;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Training;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Adapters;

/// <summary>An adapter of PEFT's on the model of Fixtures/llava, with the four samples that PEFT trained it on.</summary>
internal sealed class PeftRun : IDisposable
{
    private readonly GradientStep _gradients;
    private readonly GivenPixels _vision;
    private readonly PreparedSample[] _samples;

    public PeftRun(string fixture, string folder, bool recomputes = false, string? model = null)
    {
        Model = LvlmModel.Load(model ?? Fixture.Path("llava"), CPU);
        Expected = TensorFile.Read(Fixture.Path(fixture, "expected.safetensors"), CPU);
        Saved = AdapterFolder.Read(Fixture.Path(fixture, folder), CPU).For(Model.Config, folder);
        Adapters = Saved.ToState(isTrained: true);
        _vision = new GivenPixels(Model, Adapters, Expected["pixel_values"]);
        _gradients = new GradientStep(
            new SequentialLoraMethod(), Adapters, new BatchCollator(Model, _vision, promptTokens: 0), new AnswerLoss(Model, Adapters), recomputes);
        _samples = [.. Enumerable.Range(0, 4).Select(Sample)];
    }

    public LvlmModel Model { get; }

    public Dictionary<string, Tensor> Expected { get; }

    public SavedAdapters Saved { get; }

    public AdapterState Adapters { get; }

    public double Accumulate(int step) => _gradients.Accumulate(TrainingStage.Answers, [_samples], step);

    /// <summary>Logits of every token but each sample's last, [n, vocabulary].</summary>
    public Tensor Logits(AdapterState adapters)
    {
        using var noGradient = no_grad();
        var batch = new BatchCollator(Model, new GivenPixels(Model, adapters, Expected["pixel_values"]), promptTokens: 0).Collate(_samples, 0);
        var (count, length) = (batch.Ids.shape[0], batch.Ids.shape[1]);
        var pass = AdapterPass.Over(adapters, Conditioning.None, count, length);
        var vectors = Model.Embed(batch.Ids.flatten(), (batch.VisionFeatures!, batch.ImageRows!), null, pass);
        var hidden = Model.Decoder.Forward(vectors, Model.WholeSequences(count, length, pass));
        return Model.Decoder.Logits(hidden).index_select(0, RealRows(length));
    }

    /// <summary>The same rows of [4, 53, vocabulary].</summary>
    public Tensor ExpectedLogits(string key) => Expected[key].flatten(0, 1).index_select(0, RealRows(Expected[key].shape[1]));

    public void Dispose()
    {
        Adapters.Dispose();
        Model.Dispose();
    }

    private Tensor RealRows(long length) => tensor(Enumerable.Range(0, 4)
        .SelectMany(sample => Enumerable.Range(0, Length(sample) - 1).Select(token => (sample * length) + token)).ToArray());

    private int Length(int sample) => (int)Expected["attention_mask"][sample].sum().item<long>();

    private PreparedSample Sample(int index)
    {
        int[] Take(string key) => [.. Expected[key][index].data<long>().Take(Length(index)).Select(value => (int)value)];
        return new PreparedSample(
            "task", "", Take("input_ids"), Take("labels"), [], [new PreparedPicture(index.ToString(), Picture.FromBytes(default))], IsMemory: false);
    }

    private sealed class GivenPixels(LvlmModel model, AdapterState adapters, Tensor pixels) : VisionFeatures
    {
        public override Tensor Read(IReadOnlyList<PreparedPicture> pictures, long step)
        {
            var rows = tensor(pictures.Select(picture => long.Parse(picture.Sha256)).ToArray());
            return model.VisionTower.Forward(pixels.index_select(0, rows), AdapterPass.OverPictures(adapters, step)).flatten(0, 1);
        }
    }
}
