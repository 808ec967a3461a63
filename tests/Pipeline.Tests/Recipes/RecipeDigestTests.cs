using System.Text;
using MlopsCl.Learner;
using MlopsCl.Learner.Models;
using MlopsCl.Pipeline.Gating;
using MlopsCl.Pipeline.Recipes;
using Xunit;

namespace MlopsCl.Pipeline.Tests.Recipes;

/// <summary>The digests were computed with Python's hashlib from the texts here. One that changes makes other runs of what stores already hold.</summary>
public sealed class RecipeDigestTests
{
    private const string PlainText = """{"Base":"model","Form":"mlopscl-recipe/2","Method":"sequential"}""";

    private static readonly string FullText = """
        {"Answering":{"MaxNewTokens":4,"Stop":["USER"],"Temperature":0.7},"Base":"model","Form":"mlopscl-recipe/2",
        "Gate":{"Floor":0.25,"MinimumItems":20,"TaskBudgets":{"digits":0.3,"icons":0.1}},"Memory":{"Share":0.1},"Method":"sequential","Seed":-3,
        "Training":{"Epochs":5,"LearningRate":0.001,"LoraTargets":["q_proj","v_proj"],"Precision":"BFloat16",
        "RankPattern":[{"Pattern":"q_proj","Value":4}],"UseDora":true}}
        """.ReplaceLineEndings("");

    private static readonly Recipe Plain = new()
    {
        Stream = "line", Base = "model", BaseModel = "/somewhere/model", Method = new MethodChoice("sequential"),
    };

    private static readonly Recipe Full = Plain with
    {
        Seed = -3,
        Memory = new MemoryChoice { Share = 0.1 },
        Answering = new AnsweringOptions { MaxNewTokens = 4, Temperature = 0.7, Stop = ["USER"] },
        Gate = new GatePolicy { MinimumItems = 20, Floor = 0.25, TaskBudgets = new Dictionary<string, double> { ["icons"] = 0.1, ["digits"] = 0.3 } },
        Training = new TrainingOptions
        {
            Epochs = 5, LearningRate = 1e-3, LoraTargets = ["q_proj", "v_proj"], Precision = WeightPrecision.BFloat16,
            RankPattern = [new ModuleValue("q_proj", 4)], UseDora = true,
        },
    };

    [Fact]
    public void Digest_OfARecipeThatSetsNothing_IsOfItsBaseAndMethodAlone()
    {
        Assert.Equal(PlainText, Encoding.UTF8.GetString(RecipeDigest.Canonical(Plain)));
        Assert.Equal("cdceb77f8c3624e70377e54b33dfe7028d719a2e8a02a58e0e3465196fe94a7d", Plain.Digest);
    }

    [Fact]
    public void Digest_OfARecipe_IsOfWhatItSetsInOrdinalOrder()
    {
        Assert.Equal(FullText, Encoding.UTF8.GetString(RecipeDigest.Canonical(Full)));
        Assert.Equal("6bde0aea8d8bd3de64613384e1ef2b13783a486bee5c4bcb71562ff71cb2a41e", Full.Digest);
    }

    [Fact]
    public void Canonical_WithMethodOptions_HoldsThemAsWritten()
    {
        var recipe = Plain with { Method = new MethodChoice("replay", new Dictionary<string, string> { ["b"] = "0.10", ["a"] = "x" }) };
        Assert.Equal(
            """{"Base":"model","Form":"mlopscl-recipe/2","Method":"replay","Options":{"a":"x","b":"0.10"}}""",
            Encoding.UTF8.GetString(RecipeDigest.Canonical(recipe)));
    }
}
