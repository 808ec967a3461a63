using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Adapters;

public sealed class AdapterFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void For_TensorsThatDoNotFit_ListsAllOfThem()
    {
        Copy("peft-lora", settings => settings["r"] = 2, tensors =>
        {
            var gone = tensors.Keys.Where(key => key.Contains("layers.2.mlp.up_proj", StringComparison.Ordinal)).ToList();
            gone.ForEach(key => tensors.Remove(key));
        });
        var message = Assert.Throws<InvalidDataException>(Open).Message;
        Assert.Contains("'model.language_model.layers.2.mlp.up_proj.lora_A.default' is missing", message);
        Assert.Contains("lora_A.default' is [4, 128] and should be [2, 128]", message);
        Assert.Equal(42, message.Split('\n').Length - 1);   // 40 shapes and 2 that are gone
    }

    [Fact]
    public void For_TensorsThatTheSettingsDoNotSelect_SaysSo()
    {
        Copy("peft-lora", settings => settings["target_modules"] = new JsonArray("q_proj"), _ => { });
        Assert.Contains("target_modules 'q_proj' does not select", Assert.Throws<InvalidDataException>(Open).Message);
    }

    [Theory]
    [InlineData("base_model.model.lm_head.lora_embedding_A")]
    [InlineData("base_model.model.model.multi_modal_projector.linear_1.weight")]
    [InlineData("something.else")]
    public void Read_AKeyOfNoAdapter_NamesIt(string key)
    {
        Copy("peft-lora", _ => { }, tensors => tensors[key] = zeros(2, 2));
        Assert.Contains($"'{key}'", Assert.Throws<InvalidDataException>(Open).Message);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"Method\": \"sequential\", \"Options\": {}, \"Tasks\": [], \"BaseModelSha256\": \"\", \"Groups\": [null], \"Values\": {}}")]
    [InlineData("{\"Method\": \"sequential\", \"Options\": {}, \"Tasks\": [], \"BaseModelSha256\": \"\", \"Groups\": [{\"Rank\": \"x\"}], \"Values\": {}}")]
    public void Read_OfARecordThatIsNone_NamesTheFile(string record)
    {
        Copy("peft-lora", _ => { }, _ => { });
        File.WriteAllText(Path.Combine(_folder.File("adapter"), "method.json"), record);
        Assert.Contains("method.json", Assert.Throws<InvalidDataException>(() => AdapterFolder.Read(_folder.File("adapter"), CPU)).Message);
    }

    [Fact]
    public void Read_OfAPickle_SaysHowToSaveTheAdapterInstead()
    {
        File.WriteAllText(_folder.File("adapter_config.json"), "{}");
        File.WriteAllText(_folder.File("adapter_model.bin"), "");
        Assert.Contains("safe_serialization=True", Assert.Throws<FileNotFoundException>(() => AdapterFolder.Read(_folder.Path, CPU)).Message);
    }

    // An adapter of the time when the decoder was called language_model.model; its patterns mean those names.
    [Fact]
    public void For_PatternsOverOlderNames_MeanTheNamesOfTheirTime()
    {
        Copy("peft-lora", settings =>
        {
            settings["target_modules"] = @"language_model\.model\.layers\.\d+\..*_proj";
            settings["alpha_pattern"] = new JsonObject { [@"language_model.model.layers.1.self_attn.q_proj"] = 6 };
        }, _ => { }, "start-older-keys");
        var group = Open().DefaultLora!;
        Assert.Equal(1.5, group.ScaleOf("model.language_model.layers.1.self_attn.q_proj"));
        Assert.Equal(2, group.ScaleOf("model.language_model.layers.0.self_attn.q_proj"));
        Assert.Equal(21, group.Modules!.Names.Count);
        Assert.True(group.Modules.Selects("model.language_model.layers.2.mlp.down_proj"));
    }

    [Fact]
    public void Write_OfALoraOfOurs_HasEveryFieldOfPeftsFile()
    {
        var request = SmallTask.Request(_folder, "adapter");
        Learning.Run(request, null, CancellationToken.None);
        var ours = PeftConfigFile.Read(request.OutputFolder);
        var theirs = PeftConfigFile.Read(Fixture.Path("peft-lora", "after10"));
        Assert.Equal(theirs.Select(field => field.Key), ours.Select(field => field.Key));
        foreach (var (name, value) in theirs)
            Assert.Equal(name switch
            {
                "base_model_name_or_path" => "\"llava\"",
                "r" => "2",
                "lora_alpha" => "4",
                _ => value?.ToJsonString() ?? "null",
            }, ours[name]?.ToJsonString() ?? "null");
    }

    [Theory]
    [InlineData("peft-dora")]
    [InlineData("peft-lora-projector-ranks")]
    public void Run_FromAnAdapterOfPeft_GoesOnWithItsSettingsAndSavesItsForm(string fixture)
    {
        var request = SmallTask.Request(_folder, "next") with { ParentFolder = Fixture.Path(fixture, "start") };
        Learning.Run(request with { Training = request.Training with { LoraRank = 16, LoraAlpha = 1 } }, null, CancellationToken.None);
        Assert.Equal(
            File.ReadAllText(Fixture.Path(fixture, "after10", "adapter_config.json")),
            File.ReadAllText(Path.Combine(request.OutputFolder, "adapter_config.json")));
        var (before, after) = (Weights(Fixture.Path(fixture, "start")), Weights(request.OutputFolder));
        Assert.Equal(before.Keys.Order(), after.Keys.Order());
        Assert.All(before, pair => Assert.Equal(pair.Value.shape, after[pair.Key].shape));
        var unmoved = before.Keys.Where(key => (before[key] - after[key]).abs().max().item<float>() == 0).ToList();
        Assert.All(unmoved, key => Assert.Contains("vision_tower.encoder.layers.3.", key));   // above the layer that is taken
        var further = request with { ParentFolder = request.OutputFolder, OutputFolder = _folder.File("further"), Task = "second" };
        Learning.Run(further, null, CancellationToken.None);
        using var engine = LvlmEngine.Open(new Bundle(request.BaseModelFolder, further.OutputFolder));
        Assert.Single(engine.Answer([new Question("Colour?", request.Samples[0].Pictures)], new AnsweringOptions()));
    }

    [Fact]
    public void Run_WithAnotherScaleThanTheParents_IsRefused()
    {
        var first = SmallTask.Request(_folder, "first");
        Learning.Run(first, null, CancellationToken.None);
        var next = first with { ParentFolder = first.OutputFolder, OutputFolder = _folder.File("next"), Training = first.Training with { LoraRank = 4 } };
        Assert.Contains("began with scale 2", Assert.Throws<ArgumentException>(() => Learning.Run(next, null, CancellationToken.None)).Message);
        var fewer = next with { Training = first.Training with { LoraTargets = ["q_proj"] } };
        Assert.Contains("no longer targets", Assert.Throws<ArgumentException>(() => Learning.Run(fewer, null, CancellationToken.None)).Message);
        var grown = next with { Training = next.Training with { LoraAlpha = 8 } };
        Learning.Run(grown, null, CancellationToken.None);
        Assert.Equal("4", PeftConfigFile.Read(grown.OutputFolder)["r"]!.ToJsonString());
    }

    [Fact]
    public void Run_OfAMethodThatChoosesByTheFrozenTower_RefusesAdaptersInIt()
    {
        var request = SmallTask.Request(_folder) with { Method = new MethodChoice("lvlm-cl") };
        request = request with { Training = request.Training with { TargetModules = new ModuleSelection { Names = ["q_proj"] } } };
        Assert.Contains("vision tower", Assert.Throws<ArgumentException>(() => Learning.Run(request, null, CancellationToken.None)).Message);
    }

    [Fact]
    public void Run_OfAMethodWithAdaptersOfItsOwn_RefusesSettingsThatItWouldIgnore()
    {
        var request = SmallTask.Request(_folder) with { Method = new MethodChoice("continual-llava") };
        request = request with { Training = request.Training with { UseDora = true } };
        Assert.Contains("adapters of its own", Assert.Throws<ArgumentException>(() => Learning.Run(request, null, CancellationToken.None)).Message);
    }

    private SavedAdapters Open() =>
        AdapterFolder.Read(_folder.File("adapter"), CPU).For(LlavaConfigFile.Read(Fixture.Path("llava")), "adapter");

    private static Dictionary<string, Tensor> Weights(string folder) => TensorFile.Read(Path.Combine(folder, AdapterFolder.WeightsName), CPU);

    private void Copy(string fixture, Action<JsonObject> change, Action<Dictionary<string, Tensor>> alter, string part = "start")
    {
        var settings = PeftConfigFile.Read(Fixture.Path(fixture, part));
        change(settings);
        var tensors = Weights(Fixture.Path(fixture, part));
        alter(tensors);
        Directory.CreateDirectory(_folder.File("adapter"));
        File.WriteAllText(Path.Combine(_folder.File("adapter"), PeftConfigFile.FileName), settings.ToJsonString(new JsonSerializerOptions()));
        TensorFile.Write(Path.Combine(_folder.File("adapter"), AdapterFolder.WeightsName), tensors);
    }
}
