using MlopsCl.Learner.Models;

namespace MlopsCl.Learner.Tests.Adapters;

/// <summary>The rules are PEFT's: a text is met by whole names, a list by ends of names, patterns of ranks by the rest of a name after some dot.</summary>
public sealed class ModuleSelectionTests
{
    private const string Query = "model.language_model.layers.1.self_attn.q_proj";
    private const string TowerQuery = "model.vision_tower.encoder.layers.1.self_attn.q_proj";

    [Theory]
    [InlineData(@".*language_model.*\.(q_proj|v_proj)", Query, true)]
    [InlineData(@".*language_model.*\.(q_proj|v_proj)", TowerQuery, false)]
    [InlineData(@"q_proj", Query, false)]
    [InlineData(@"^(?!.*vision_tower).*q_proj$", Query, true)]
    [InlineData(@"^(?!.*vision_tower).*q_proj$", TowerQuery, false)]
    [InlineData(@"model|.*q_proj", Query, true)]
    [InlineData(@".*(?P<part>q|k)_proj\Z", Query, true)]
    [InlineData("all-linear", TowerQuery, true)]
    public void Selects_ByPattern_TakesWholeNames(string pattern, string name, bool selected) =>
        Assert.Equal(selected, new ModuleSelection { Pattern = pattern }.Selects(name));

    [Theory]
    [InlineData("q_proj", Query, true)]
    [InlineData("q_proj", TowerQuery, true)]
    [InlineData("proj", Query, false)]
    [InlineData("self_attn.q_proj", Query, true)]
    [InlineData(Query, Query, true)]
    [InlineData(Query, TowerQuery, false)]
    public void Selects_ByNames_TakesEndsAtADot(string end, string name, bool selected) =>
        Assert.Equal(selected, new ModuleSelection { Names = ["v_proj", end] }.Selects(name));

    [Fact]
    public void Selects_WithExclusionsAndLayers_LeavesOut()
    {
        Assert.False(new ModuleSelection { Names = ["q_proj"], ExcludedPattern = ".*vision_tower.*" }.Selects(TowerQuery));
        Assert.False(new ModuleSelection { Names = ["q_proj"], ExcludedNames = ["layers.1.self_attn.q_proj"] }.Selects(Query));
        Assert.True(new ModuleSelection { Names = ["q_proj"], Layers = [1] }.Selects(Query));
        Assert.False(new ModuleSelection { Names = ["q_proj"], Layers = [0, 2] }.Selects(Query));
        Assert.False(new ModuleSelection { Names = ["q_proj"], Layers = [1], LayerPatterns = ["h"] }.Selects(Query));
        Assert.True(new ModuleSelection { Names = ["q_proj"], Layers = [1], LayerPatterns = ["h", "layers"] }.Selects(Query));
    }

    [Theory]
    [InlineData("(q_proj", "no regular expression")]
    [InlineData(@"((([a-z_.0-9]+)+)+)+!", "nested repetitions")]
    public void Selects_ByAPatternThatCannotBeUsed_SaysWhy(string pattern, string reason) =>
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => new ModuleSelection { Pattern = pattern }.Selects(Query)).Message);

    [Theory]
    [InlineData(@"layers\.1\.self_attn\.q_proj", Query, 2.0)]
    [InlineData("q_proj", TowerQuery, 2.0)]
    [InlineData("proj", Query, null)]
    [InlineData(@"layers\.0.*", Query, null)]
    [InlineData(@"self_attn", Query, null)]
    public void Find_TakesThePatternThatMeetsTheRestOfTheName(string pattern, string name, double? value) =>
        Assert.Equal(value, ModuleValue.Find([new ModuleValue(pattern, 2)], name));

    [Fact]
    public void Find_OfSeveralPatternsThatFit_TakesTheFirst() =>
        Assert.Equal(2, ModuleValue.Find([new ModuleValue("v_proj", 1), new ModuleValue(".*q_proj", 2), new ModuleValue("q_proj", 3)], Query));

    [Fact]
    public void SelectedBy_AllLinear_IsEveryMatrixButTheHead()
    {
        var modules = ModelModules.Of(LlavaConfigFile.Read(Fixture.Path("llava")));
        var all = modules.SelectedBy(new() { Rank = 1, Alpha = 1, Targets = [], Modules = new ModuleSelection { Pattern = "all-linear" } });
        // 3 decoder layers of 7, 4 tower layers of 6, 2 of the projector
        Assert.Equal(21 + 24 + 2, all.Count);
        Assert.DoesNotContain(all, matrix => matrix.Name is "lm_head" or "model.language_model.embed_tokens");
    }
}
