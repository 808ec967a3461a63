using System.Text.Json;
using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Imaging;
using MlopsCl.Learner.Models;
using MlopsCl.Learner.Prompting;
using MlopsCl.Learner.Tokenization;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Conformance;

/// <summary>The samples that an adapter was trained on, on their base model: from texts and pictures, and as the reference prepared them.</summary>
internal sealed class AdapterSamples : IDisposable
{
    private const string LastOfQuestion = "ASSISTANT:";
    private const string Pixels = "pixel_values";

    private readonly FixtureFolder _folder;
    private readonly FixtureFolder _modelFolder;
    private readonly JsonElement _texts;

    public AdapterSamples(FixtureFolder folder, FixtureFolder modelFolder, string device)
    {
        (_folder, _modelFolder, _texts) = (folder, modelFolder, folder.Json(AdapterKind.Texts));
        Model = LvlmModel.Load(modelFolder.Path, new Device(device));
        Model.Decoder.Rotary.IsBounded = false;      // as the reference
        Expected = TensorFile.Read(folder.File(AdapterKind.Expected), Model.Device);
        Lengths = [.. Rows("attention_mask").Select(row => row.Sum())];
        Prepared = Prepare();
    }

    /// <summary>The base model.</summary>
    public LvlmModel Model { get; }

    /// <summary>What the reference gave.</summary>
    public IReadOnlyDictionary<string, Tensor> Expected { get; }

    /// <summary>Tokens of each sample.</summary>
    public IReadOnlyList<int> Lengths { get; }

    /// <summary>The samples as the reference prepared them.</summary>
    public PreparedSample[] Prepared { get; }

    /// <summary>How the reference trained.</summary>
    public string Optimizer => _texts.GetProperty("optimizer").GetString()!;

    /// <summary>An adapter of the folder, held against the model.</summary>
    public SavedAdapters Read(string name) => AdapterFolder.Read(_folder.File(name), Model.Device).For(Model.Config, _folder.File(name));

    /// <summary>Puts the samples into a batch.</summary>
    /// <param name="adapters">What the vision tower carries.</param>
    public BatchCollator Collator(AdapterState adapters) => new(Model, new GivenPixels(Model, adapters, Expected.GetValueOrDefault(Pixels)), promptTokens: 0);

    /// <summary>Compares our ids, labels and pictures with the reference's.</summary>
    public IEnumerable<ConformanceCheck> Compare()
    {
        var (ids, labels) = (new Tally("input ids", 0), new Tally("labels", 0));
        var preparation = new SamplePreparation(Tokenizer.Load(_modelFolder.Path), Model.Config);
        foreach (var (index, text) in _texts.GetProperty("texts").EnumerateArray().Select(text => text.GetString()!).Index())
        {
            var cut = text.IndexOf(LastOfQuestion, StringComparison.Ordinal) + LastOfQuestion.Length;
            var (question, answer) = (preparation.Encode(text[..cut]), preparation.Encode(text[cut..], special: false));
            var padding = Rows("input_ids")[index].Length - question.Length - answer.Length;
            ids.Equal(Rows("input_ids")[index], [.. question, .. answer, .. Enumerable.Repeat(Model.Config.PadToken, padding)], $"text {index}");
            labels.Equal(
                Rows("labels")[index], [.. question.Select(_ => PreparedSample.Ignored), .. answer, .. Enumerable.Repeat(PreparedSample.Ignored, padding)],
                $"text {index}");
        }

        return [ids.ToCheck(), labels.ToCheck(), .. Expected.ContainsKey(Pixels) ? Pictures() : []];
    }

    public void Dispose()
    {
        foreach (var tensor in Expected.Values)
            tensor.Dispose();
        Model.Dispose();
    }

    private int[][] Rows(string name) => [.. Expected[name].ToIds().Chunk((int)Expected[name].shape[1])];

    private IEnumerable<ConformanceCheck> Pictures()
    {
        var tallies = new PictureTallies();
        var processor = ClipImageProcessor.Load(_modelFolder.Path);
        foreach (var (index, name) in ReferencePrompt.Names(_texts).Index())
        {
            var bytes = File.ReadAllBytes(_modelFolder.File(name));
            var pixels = processor.Process(ImageDecoder.Decode(bytes, name, processor.Decoding));
            tallies.Compare(Expected[Pixels][index], pixels, processor.Options, bytes, name);
        }

        return tallies.ToChecks("pixel values");
    }

    // Pictures lie one after another in the order of their image tokens.
    private PreparedSample[] Prepare()
    {
        var (ids, labels, samples, pictures) = (Rows("input_ids"), Rows("labels"), new List<PreparedSample>(), 0);
        for (var index = 0; index < Lengths.Count; index++)
        {
            var mine = ids[index][..Lengths[index]];
            var count = mine.Count(id => id == Model.Config.ImageToken) / Model.Config.ImageTokens;
            var held = Enumerable.Range(pictures, count).Select(place => new PreparedPicture($"{place}", Picture.FromBytes(default))).ToList();
            samples.Add(new PreparedSample("", "", mine, labels[index][..Lengths[index]], [], held, IsMemory: false));
            pictures += count;
        }

        return [.. samples];
    }
}
