using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Learner;
using MlopsCl.Learner.Models;
using MlopsCl.Transforms.Answering;
using MlopsCl.Transforms.Featurizing;
using MlopsCl.Transforms.Rows;
using MlopsCl.Transforms.Saving;

namespace MlopsCl.Transforms.Tests;

public sealed class SavingTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly EngineRoom _room = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("mlopscl-saving").FullName;

    public SavingTests()
    {
        Directory.CreateDirectory(Base);
        File.WriteAllText(Path.Combine(Base, "config.json"), """
            {"model_type":"llava","image_token_index":4,
            "text_config":{"hidden_size":6,"intermediate_size":8,"num_hidden_layers":1,"num_attention_heads":1,"vocab_size":9},
            "vision_config":{"hidden_size":4,"intermediate_size":8,"num_hidden_layers":2,"num_attention_heads":1,"image_size":16,"patch_size":8}}
            """);
        Directory.CreateDirectory(Adapter);
        File.WriteAllBytes(Path.Combine(Adapter, "adapter_model.safetensors"), [1, 2, 3]);
    }

    private string Base => Path.Combine(_folder, "base");

    private string Adapter => Path.Combine(_folder, "adapter");

    private string ModelFile => Path.Combine(_folder, "model.zip");

    private ContinualLearningCatalog Catalog => new(_ml, _room.Engines);

    public void Dispose()
    {
        _room.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void ASavedStep_LoadsAsAnMlNetChain_WithoutLoadingTheModel()
    {
        var data = Asks.Of(_ml, 2);
        _ml.Model.Save(Answerer().Fit(data), data.Schema, ModelFile);
        var loaded = Assert.IsType<TransformerChain<ITransformer>>(new MLContext().Model.Load(ModelFile, out var schema));
        Assert.Equal(data.Schema.Select(c => (c.Name, c.Type)), schema.Select(c => (c.Name, c.Type)));
        Assert.Equal(["Image", "Prompt", "Number", "Answer", "Answer.Confidence", "Answer.Scores"], loaded.GetOutputSchema(schema).Select(c => c.Name));
        Assert.Equal(0, _room.Opened);
    }

    [Fact]
    public void APlainlyLoadedModel_CanBeReadAround_WithoutLoadingTheModel()
    {
        var data = Asks.Of(_ml, 3);
        _ml.Model.Save(Catalog.FeaturizeImageText(Base).Append(Answerer("Reply")).Fit(data), data.Schema, ModelFile);
        var view = new MLContext().Model.Load(ModelFile, out _).Transform(data);
        Assert.Equal([0f, 1f, 2f], view.GetColumn<float>("Number"));
        Assert.Equal(["question 0", "question 1", "question 2"], view.GetColumn<string>("Prompt"));
        using var cursor = view.GetRowCursor([]);
        Assert.True(cursor.MoveNext());
        Assert.Equal(0, _room.Opened);
    }

    [Fact]
    public void APlainlyLoadedModel_ReadsNoRowsAhead()
    {
        var data = Asks.Of(_ml, 1);
        _ml.Model.Save(Answerer().Fit(data), data.Schema, ModelFile);
        var asks = new Asks(5000);
        var view = new MLContext().Model.Load(ModelFile, out _).Transform(asks.View(_ml));
        Directory.Delete(Adapter, recursive: true);
        Assert.Throws<InvalidOperationException>(() => view.GetColumn<string>("Answer").First());
        Assert.Equal(1, asks.RowsRead);
    }

    [Fact]
    public void ALoadedStep_AnswersInBatches_AsTheSavedOneDid()
    {
        var data = Asks.Of(_ml, 5);
        _ml.Model.Save(Answerer(batchSize: 2).Fit(data), data.Schema, ModelFile);
        var live = Assert.IsType<LvlmTransformer>(Catalog.Load(ModelFile, out _));
        Assert.Equal(new Bundle(Base, Adapter), live.Bundle);
        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"question {i} about {i}.png"), live.Transform(data).GetColumn<string>("Answer"));
        Assert.Equal([2, 2, 1], _room.Batches);
    }

    [Fact]
    public void AStepInALongerChain_IsFoundAndTheTimesOfTheOthersAreKept()
    {
        var data = Asks.Of(_ml, 2);
        var chain = _ml.Transforms.CopyColumns("Question", "Prompt")
            .Append(_ml.Transforms.CopyColumns("Only", "Prompt"), TransformerScope.TrainTest)
            .Append(Answerer("Reply", "Question"))
            .Append(_ml.Transforms.CopyColumns("Copy", "Reply"));
        _ml.Model.Save(chain.Fit(data), data.Schema, ModelFile);
        var live = Assert.IsType<TransformerChain<ITransformer>>(Catalog.Load(ModelFile, out _));
        Assert.Single(Steps(live).OfType<LvlmTransformer>());
        Assert.Equal(["question 0 about 0.png", "question 1 about 1.png"], live.Transform(data).GetColumn<string>("Copy"));
        Assert.Null(live.GetModelFor(TransformerScope.Scoring).GetOutputSchema(data.Schema).GetColumnOrNull("Only"));
    }

    [Fact]
    public void ALoadedModel_CanBeStopped()
    {
        var data = Asks.Of(_ml, 6);
        _ml.Model.Save(Catalog.FeaturizeImageText(Base).Append(Answerer(batchSize: 2)).Fit(data), data.Schema, ModelFile);
        using var stop = new CancellationTokenSource();
        var view = Catalog.Load(ModelFile, out _, cancellation: stop.Token).Transform(data);
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => view.GetColumn<string>("Answer").First());
        Assert.ThrowsAny<OperationCanceledException>(() => view.GetColumn<float[]>("Features").First());
        Assert.Equal(0, _room.Asked);
    }

    [Fact]
    public void ALoadedStep_CanBeSavedAgain()
    {
        var data = Asks.Of(_ml, 1);
        _ml.Model.Save(Answerer("Reply").Fit(data), data.Schema, ModelFile);
        _ml.Model.Save(Catalog.Load(ModelFile, out var schema), schema, ModelFile);
        Assert.Equal(["question 0 about 0.png"], Catalog.Load(ModelFile, out _).Transform(data).GetColumn<string>("Reply"));
    }

    [Fact]
    public void APictureColumnOfAnyKind_SurvivesSaving()
    {
        RoundTrip(new { Image = new[] { "a", "b" }, Prompt = "q" }, "q about a+b");
        RoundTrip(new { Image = new byte[] { 1, 2 }, Prompt = "q" }, "q about 'Image' of row 0");
        RoundTrip(new { Image = "a", Prompt = "q" }, "q about a");
        var sample = new Sample("s", "t", [Picture.FromFile("x"), Picture.FromFile("y")], [new(Speaker.Human, "q"), new(Speaker.Assistant, "a")]);
        RoundTrip(Catalog.LoadSamples([sample]), "q about x+y");
    }

    [Fact]
    public void AHistory_SurvivesSaving_WithPicturesOfAnyKind()
    {
        var history = new[] { "Colour?", "red" };
        RoundTrip(new { Image = new[] { "a", "b" }, Prompt = "q", History = history }, "Colour? > red > q about a+b", "History");
        RoundTrip(new { Image = new byte[] { 1, 2 }, Prompt = "q", History = history }, "Colour? > red > q about 'Image' of row 0", "History");
        RoundTrip(new { Image = "a", Prompt = "q", History = history }, "Colour? > red > q about a", "History");
        RoundTrip(new { Image = "a", Prompt = "q", History = Array.Empty<string>() }, "q about a", "History");
        var turns = new Turn[] { new(Speaker.Human, "Colour?"), new(Speaker.Assistant, "red"), new(Speaker.Human, "q"), new(Speaker.Assistant, "a") };
        RoundTrip(Catalog.LoadSamples([new Sample("s", "t", [Picture.FromFile("x")], turns)]), "Colour? > red > q about x", "History");
    }

    [Fact]
    public void ASavedStepItself_AsksWithTheHistory_AndRefusesOneThatIsOdd()
    {
        var manifest = SavedManifest.Of(new Bundle(Base, Adapter), new AnswerColumns(null, "Prompt", "Answer", "History"), new AnsweringOptions());
        TextHistoryContractInput Row(params string[] history) => new() { Bundle = manifest.Encode().AsMemory(), Prompt = "q", History = history };
        var state = new SavedState();
        Assert.Equal("Colour? > red > q about ", state.Answer(Row("Colour?", "red"), _room.Engines).Text);
        Assert.Contains("history of 1 turns", Assert.Throws<InvalidOperationException>(() => state.Answer(Row("Colour?"), _room.Engines)).Message);
    }

    [Fact]
    public void ThePrecisionOfABundle_SurvivesSaving_AndCanBeToldAnew()
    {
        var data = Asks.Of(_ml, 1);
        var half = new Bundle(Base, Adapter) { Precision = WeightPrecision.BFloat16 };
        _ml.Model.Save(Catalog.LvlmAnswerer(half).Fit(data), data.Schema, ModelFile);
        Assert.Equal(half, Assert.IsType<LvlmTransformer>(Catalog.Load(ModelFile, out _)).Bundle);
        var told = Assert.IsType<LvlmTransformer>(Catalog.Load(ModelFile, out _, bundle => bundle with { Precision = WeightPrecision.Float32 }));
        Assert.Equal(WeightPrecision.Float32, told.Bundle.Precision);
        var unknown = SavedManifest.Of(half, new AnswerColumns(null, "Prompt", "Answer"), new AnsweringOptions()) with { Precision = "Float4" };
        Assert.Contains("'Float4'", Assert.Throws<InvalidOperationException>(() => unknown.Bundle).Message);
    }

    [Fact]
    public void AQuestionWithoutPictures_SurvivesSaving()
    {
        var data = _ml.Data.LoadFromEnumerable(new[] { new { Prompt = "q" } }.ToList());
        _ml.Model.Save(Catalog.LvlmAnswerer(new Bundle(Base, Adapter), imageColumnName: null).Fit(data), data.Schema, ModelFile);
        Assert.Equal(["q about "], Catalog.Load(ModelFile, out _).Transform(data).GetColumn<string>("Answer"));
    }

    [Fact]
    public void ABundleThatChangedOrIsGone_IsRefused_AndCanBeLocated()
    {
        var data = Asks.Of(_ml, 1);
        _ml.Model.Save(Answerer().Fit(data), data.Schema, ModelFile);
        var moved = Path.Combine(_folder, "moved");
        Directory.Move(Adapter, moved);
        Assert.Contains(Adapter, Assert.Throws<InvalidOperationException>(() => Catalog.Load(ModelFile, out _)).Message);
        var located = Assert.IsType<LvlmTransformer>(Catalog.Load(ModelFile, out _, bundle => bundle with { AdapterFolder = moved }));
        Assert.Equal(moved, located.Bundle.AdapterFolder);
        File.WriteAllBytes(Path.Combine(moved, "adapter_model.safetensors"), [9]);
        Assert.Contains(
            "SHA-256", Assert.Throws<InvalidOperationException>(() => Catalog.Load(ModelFile, out _, bundle => bundle with { AdapterFolder = moved })).Message);
    }

    [Fact]
    public void ABaseModelThatChanged_IsRefused()
    {
        var data = Asks.Of(_ml, 1);
        _ml.Model.Save(Answerer().Fit(data), data.Schema, ModelFile);
        File.AppendAllText(Path.Combine(Base, "config.json"), " ");
        var error = Assert.Throws<InvalidOperationException>(() => Catalog.Load(ModelFile, out _));
        Assert.Contains(Base, error.Message);
        Assert.Contains("SHA-256", error.Message);
    }

    [Fact]
    public void AnEmbeddedBundle_IsUnpackedOnce_AndTakesTheOriginalsPlace()
    {
        var (data, cache) = (Asks.Of(_ml, 1), Path.Combine(_folder, "cache"));
        Catalog.Save(Answerer().Fit(data), data.Schema, ModelFile, embedBundle: true);
        Directory.Delete(Base, recursive: true);
        Directory.Delete(Adapter, recursive: true);
        var live = Assert.IsType<LvlmTransformer>(Catalog.Load(ModelFile, out _, cacheFolder: cache));
        Assert.Equal(Path.Combine(cache, Bundle.ComputeSha256(live.Bundle.AdapterFolder!)), live.Bundle.AdapterFolder);
        Assert.Equal([1, 2, 3], File.ReadAllBytes(Path.Combine(live.Bundle.AdapterFolder!, "adapter_model.safetensors")));
        Assert.Equal(["question 0 about 0.png"], live.Transform(data).GetColumn<string>("Answer"));
        Assert.Equal(2, Directory.GetDirectories(cache).Length);
        Assert.Equal(live.Bundle, Assert.IsType<LvlmTransformer>(Catalog.Load(ModelFile, out _, cacheFolder: cache)).Bundle);
    }

    [Fact]
    public void AnEmbeddedBundleThatWasChanged_IsRefused_AndNothingIsLeftBehind()
    {
        var (data, cache) = (Asks.Of(_ml, 1), Path.Combine(_folder, "cache"));
        Catalog.Save(Answerer().Fit(data), data.Schema, ModelFile, embedBundle: true);
        using (var archive = ZipFile.Open(ModelFile, ZipArchiveMode.Update))
        {
            var entry = archive.Entries.Single(e => e.Name == "adapter_model.safetensors");
            using var content = entry.Open();
            content.WriteByte(9);
        }

        Directory.Delete(Adapter, recursive: true);
        Assert.Contains("was changed", Assert.Throws<InvalidOperationException>(() => Catalog.Load(ModelFile, out _, cacheFolder: cache)).Message);
        Assert.DoesNotContain(Directory.GetDirectories(cache), folder => File.Exists(Path.Combine(folder, "adapter_model.safetensors")));
    }

    [Fact]
    public void AModelWithoutItsBundle_LoadsPlainly_AndSaysAtTheFirstRowWhatIsMissing()
    {
        var data = Asks.Of(_ml, 1);
        _ml.Model.Save(Answerer().Fit(data), data.Schema, ModelFile);
        Directory.Delete(Adapter, recursive: true);
        var view = new MLContext().Model.Load(ModelFile, out _).Transform(data);
        var error = Assert.ThrowsAny<Exception>(() => view.GetColumn<string>("Answer").ToList());
        Assert.Contains(Adapter, Assert.IsType<InvalidOperationException>(error.GetBaseException()).Message);
    }

    [Fact]
    public void ADescribingStep_KeepsItsKnownSize_PlainlyLoadedAndInBatches()
    {
        var data = Asks.Of(_ml, 3);
        var chain = Catalog.FeaturizeImageText(Base, batchSize: 2).Append(_ml.Transforms.Concatenate("All", "Features", "Number"));
        _ml.Model.Save(chain.Fit(data), data.Schema, ModelFile);
        var plain = new MLContext().Model.Load(ModelFile, out var schema);
        var expected = new VectorDataViewType(NumberDataViewType.Single, 10);
        Assert.Equal(expected, plain.GetOutputSchema(schema)["Features"].Type);
        Assert.Equal(["Image", "Prompt", "Number", "Features", "All"], plain.GetOutputSchema(schema).Select(c => c.Name));
        Assert.Equal(0, _room.Opened);
        var live = Assert.IsType<TransformerChain<ITransformer>>(Catalog.Load(ModelFile, out _));
        var step = Assert.Single(Steps(live).OfType<LvlmFeatureTransformer>());
        Assert.Equal((10, Base), (step.FeatureWidth, step.BaseModelFolder));
        Assert.Equal(expected, live.GetOutputSchema(schema)["Features"].Type);
    }

    [Fact]
    public void AVectorThatIsTooLong_CannotBeSaved_AndTheMessageTellsTheLimit()
    {
        var data = Asks.Of(_ml, 1);
        var settings = new FeatureSettings("Image", "Prompt", "Features", 1, 40_000, "cpu", default, PictureKind.Path);
        var step = new LvlmFeatureTransformer(_ml, Base, settings, _room.Engines);
        Assert.Contains("32767", Assert.Throws<InvalidOperationException>(() => _ml.Model.Save(step, data.Schema, ModelFile)).Message);
    }

    [Fact]
    public void AModelWithoutAnswers_IsGivenBackAsItIs()
    {
        var model = _ml.Transforms.CopyColumns("Copy", "Prompt").Fit(Asks.Of(_ml, 1));
        Assert.Same(model, Catalog.Rehydrate(model));
    }

    [Fact]
    public void AManifest_OfANewerFormat_IsRefused_AndUnknownFieldsAreIgnored()
    {
        static string Encoded(string json) => System.Buffers.Text.Base64Url.EncodeToString(System.Text.Encoding.UTF8.GetBytes(json));
        Assert.Throws<InvalidOperationException>(() => SavedManifest.Decode(Encoded("""{"Format":2}""")));
        Assert.Throws<InvalidOperationException>(() => SavedManifest.Decode("%%"));
        var manifest = SavedManifest.Decode(
            Encoded("""{"Format":1,"BaseModelFolder":"b","PromptColumn":"P","OutputColumn":"A","BatchSize":2,"MaxNewTokens":3,"Later":true}"""));
        Assert.Equal(("b", "P", 3), (manifest.BaseModelFolder, manifest.PromptColumn, manifest.MaxNewTokens));
    }

    [Fact]
    public void AManifest_KeepsHowQuestionsAreAnswered()
    {
        var options = new AnsweringOptions
        {
            BatchSize = 2, MaxNewTokens = 3, Temperature = 0.5, TopK = 4, TopP = 0.75, RepetitionPenalty = 1.5, Seed = 9, Stop = ["end"],
        };
        var kept = SavedManifest.Decode(SavedManifest.Of(new Bundle(Base), new AnswerColumns(null, "P", "A"), options).Encode()).Options;
        Assert.Equal(options.Stop, kept.Stop);
        Assert.Equal(options, kept with { Stop = options.Stop });
    }

    private LvlmAnswerer Answerer(string output = "Answer", string prompt = "Prompt", int batchSize = 4, string? history = null) =>
        Catalog.LvlmAnswerer(
            new Bundle(Base, Adapter), new AnsweringOptions { BatchSize = batchSize }, promptColumnName: prompt, outputColumnName: output,
            historyColumnName: history);

    private void RoundTrip<TRow>(TRow row, string answer, string? history = null)
        where TRow : class => RoundTrip(_ml.Data.LoadFromEnumerable(new List<TRow> { row }), answer, history);

    private void RoundTrip(IDataView data, string answer, string? history = null)
    {
        _ml.Model.Save(Answerer(history: history).Fit(data), data.Schema, ModelFile);
        Assert.Equal([answer], Catalog.Load(ModelFile, out _).Transform(data).GetColumn<string>("Answer"));
    }

    private static IEnumerable<ITransformer> Steps(ITransformer step) => step is IEnumerable<ITransformer> chain ? chain.SelectMany(Steps) : [step];
}
