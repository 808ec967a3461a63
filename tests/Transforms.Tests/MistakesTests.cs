using System.IO.Compression;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using MlopsCl.Learner;
using MlopsCl.Transforms.Answering;
using MlopsCl.Transforms.Saving;

namespace MlopsCl.Transforms.Tests;

/// <summary>What goes wrong with saved models, and with steps that several hands hold.</summary>
public sealed class MistakesTests : IDisposable
{
    private readonly MLContext _ml = new(seed: 1);
    private readonly EngineRoom _room = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("mlopscl-mistakes").FullName;

    public MistakesTests()
    {
        Directory.CreateDirectory(Base);
        File.WriteAllText(Path.Combine(Base, "config.json"), "{}");
    }

    private string Base => Path.Combine(_folder, "base");

    private string ModelFile => Path.Combine(_folder, "model.zip");

    private ContinualLearningCatalog Catalog => new(_ml, _room.Engines);

    public void Dispose()
    {
        _room.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("LvlmAnswer.Path/2", "LvlmAnswer.Path/9", "'MlopsCl.LvlmAnswer.Path/2'")]
    [InlineData("LvlmAnswer.Path/2", "LvlmAnswer.Film/2", "none of that name")]
    [InlineData("SavedStart/1", "SavedStart/7", "'MlopsCl.SavedStart/1'")]
    public void AModelOfAnotherContractVersion_IsRefusedBeforeItsBundleIsLookedFor_AndTheMessageNamesBoth(string saved, string found, string readable)
    {
        Save(ModelFile);
        Rename($"MlopsCl.{saved}", $"MlopsCl.{found}");
        Directory.Delete(Base, recursive: true);
        var error = Assert.Throws<InvalidOperationException>(() => Catalog.Load(ModelFile, out _));
        Assert.Contains($"'{ModelFile}' was saved with the contract 'MlopsCl.{found}'", error.Message);
        Assert.Contains(readable, error.Message);
        var plain = Assert.ThrowsAny<Exception>(() => new MLContext().Model.Load(ModelFile, out _));
        Assert.Contains(found, plain.GetBaseException().Message);
    }

    [Fact]
    public void AFileThatIsNotThere_IsMissed_ThoughItsFolderIsNamedAsContractsAre()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "MlopsCl.Models", "1")).FullName;
        Assert.ThrowsAny<IOException>(() => Catalog.Load(Path.Combine(folder, "none.zip"), out _));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AModelWhoseBundleIsGone_CannotBeSaved_AndTheFileThatWasThereStays(bool embedBundle)
    {
        Save(ModelFile);
        var before = File.ReadAllBytes(ModelFile);
        var data = Asks.Of(_ml, 1);
        var gone = Directory.CreateDirectory(Path.Combine(_folder, "gone")).FullName;
        File.WriteAllText(Path.Combine(gone, "config.json"), "{}");
        var model = Catalog.LvlmAnswerer(new Bundle(gone)).Fit(data);
        Directory.Delete(gone, recursive: true);
        Assert.Contains("gone", Assert.Throws<InvalidOperationException>(() => Catalog.Save(model, data.Schema, ModelFile, embedBundle)).Message);
        Assert.Equal(before, File.ReadAllBytes(ModelFile));
        Assert.Equal([ModelFile], Directory.GetFiles(_folder));
    }

    [Fact]
    public void ADisposedStep_CanStillBeSaved_AndAsksAgainInAnEngineThatWasMadeBefore()
    {
        var data = Asks.Of(_ml, 1);
        var model = Catalog.LvlmAnswerer(new Bundle(Base)).Fit(data);
        using var engine = _ml.Model.CreatePredictionEngine<Ask, Reply>(model);
        Assert.Equal("question 1 about 1.png", engine.Predict(Ask.Of(1)).Answer);
        model.Dispose();
        model.Dispose();
        Catalog.Save(model, data.Schema, ModelFile);
        Assert.Equal("question 2 about 2.png", engine.Predict(Ask.Of(2)).Answer);
        Assert.Equal(["question 0 about 0.png"], Catalog.Load(ModelFile, out _).Transform(data).GetColumn<string>("Answer"));
    }

    [Fact]
    public async Task TwoThreadsInOneRowOfALoadedModel_AreToldSo_AndTheFirstGetsItsAnswer()
    {
        using var entered = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        using var room = new EngineRoom { Entered = entered, Release = release };
        var manifest = SavedManifest.Of(new Bundle(Base), new AnswerColumns(null, "Prompt", "Answer"), new AnsweringOptions()).Encode().AsMemory();
        var state = new SavedState();
        var first = Task.Run(() => state.Answer(new TextContractInput { Bundle = manifest, Prompt = "one" }, room.Engines).Text);
        Assert.True(entered.Wait(TimeSpan.FromMinutes(2)), "The first question did not reach the model in two minutes.");
        var error = Assert.Throws<InvalidOperationException>(
            () => state.Answer(new TextContractInput { Bundle = manifest, Prompt = "two" }, room.Engines));
        release.Set();
        Assert.Contains("Two threads", error.Message);
        Assert.Equal("one about ", await first.WaitAsync(TimeSpan.FromMinutes(2)));
    }

    private void Save(string file)
    {
        var data = Asks.Of(_ml, 1);
        Catalog.Save(Catalog.LvlmAnswerer(new Bundle(Base)).Fit(data), data.Schema, file);
    }

    // As another version would have written it. Names of one length, so that whatever counts bytes still counts right, in the encodings that a library may use.
    private void Rename(string from, string to)
    {
        using var archive = ZipFile.Open(ModelFile, ZipArchiveMode.Update);
        var renamed = archive.Entries.ToArray().Count(entry => new[] { Encoding.UTF8, Encoding.Unicode }.Any(encoding => Rename(entry, encoding, from, to)));
        Assert.Equal(1, renamed);
    }

    private static bool Rename(ZipArchiveEntry entry, Encoding encoding, string from, string to)
    {
        using var content = entry.Open();
        var bytes = new MemoryStream();
        content.CopyTo(bytes);
        var at = bytes.ToArray().AsSpan().IndexOf(encoding.GetBytes(from));
        if (at < 0)
            return false;
        content.Position = at;
        content.Write(encoding.GetBytes(to));
        return true;
    }
}
