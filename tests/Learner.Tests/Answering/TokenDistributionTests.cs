using System.Text.Json;
using MlopsCl.Learner.Answering;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Answering;

/// <summary>Expected numbers: the logits processors of transformers 5.23.</summary>
public sealed class TokenDistributionTests
{
    private const int Cases = 11;

    [Fact]
    public void Of_TheReferencesCases_GivesItsProbabilities()
    {
        using var cases = JsonDocument.Parse(File.ReadAllBytes(Fixture.Path("sampling", "cases.json")));
        var expected = TensorFile.Read(Fixture.Path("sampling", "expected.safetensors"), CPU);
        Assert.Equal(Cases, cases.RootElement.GetArrayLength());
        for (var index = 0; index < Cases; index++)
        {
            var given = cases.RootElement[index];
            var options = new AnsweringOptions
            {
                Temperature = given.GetProperty("temperature").GetDouble(),
                TopK = given.GetProperty("top_k").GetInt32(),
                TopP = given.GetProperty("top_p").GetDouble(),
                RepetitionPenalty = given.GetProperty("repetition_penalty").GetDouble(),
            };
            var seen = expected[$"{index}.seen"].data<long>().Select(id => (int)id).ToHashSet();
            var ours = TokenDistribution.Of(expected[$"{index}.logits"].data<float>().ToArray(), seen, options).Probabilities;
            var theirs = expected[$"{index}.probabilities"].data<float>().ToArray();
            Assert.Equal(theirs.Length, ours.Count);
            Assert.All(theirs.Zip(ours), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        }
    }

    [Fact]
    public void Of_TokensThatTieWithTheLastOfTheLikeliest_KeepsThemAll()
    {
        var kept = TokenDistribution.Of([1, 3, 2, 2, 0], Set(), new AnsweringOptions { Temperature = 1, TopK = 2 }).Probabilities;
        Assert.Equal([false, true, true, true, false], kept.Select(probability => probability > 0));
    }

    // Counts: torch.sort, softmax, cumsum and comparison in float32 of PyTorch 1.13, as the reference's processor calls them.
    [Theory]
    [InlineData(5, 0.4, 2)]
    [InlineData(10, 0.1, 2)]
    [InlineData(10, 0.9, 9)]
    [InlineData(20, 0.25, 5)]
    [InlineData(25, 0.8, 20)]
    [InlineData(40, 0.5, 20)]
    public void Of_EvenProbabilitiesAtTheBorderOfTheNucleus_KeepsAsManyAsTheReference(int tokens, double p, int kept)
    {
        var even = TokenDistribution.Of(Enumerable.Repeat(0.5f, tokens).ToArray(), Set(), new AnsweringOptions { Temperature = 1, TopP = p });
        Assert.Equal(kept, even.Probabilities.Count(probability => probability > 0));
        Assert.All(even.Probabilities.Where(probability => probability > 0), probability => Assert.Equal(1.0 / kept, probability, 1e-12));
    }

    [Fact]
    public void Of_NoTemperature_TakesTheLikeliestAfterThePenalty()
    {
        float[] logits = [2.0f, 1.9f, -1];
        Assert.Equal([1, 0, 0], TokenDistribution.Of(logits, Set(), new AnsweringOptions()).Probabilities);
        Assert.Equal([0, 1, 0], TokenDistribution.Of(logits, Set(0), new AnsweringOptions { RepetitionPenalty = 1.2 }).Probabilities);
    }

    [Fact]
    public void At_PointsOfTheCumulatedProbabilities_NamesTheTokenThatLiesThere()
    {
        var even = TokenDistribution.Of([0, float.NegativeInfinity, 0, 0, 0], Set(), new AnsweringOptions { Temperature = 1 });
        Assert.Equal([0, 0, 2, 3, 4, 4], new[] { 0, 0.24, 0.26, 0.5, 0.76, 0.9999999 }.Select(even.At));
    }

    [Fact]
    public void LogProbability_OfEvenLogits_IsTheLogarithmOfTheirShare() =>
        Assert.Equal(-Math.Log(4), TokenDistribution.LogProbability([7, 7, 7, 7], 2), 1e-12);

    private static HashSet<int> Set(params int[] tokens) => [.. tokens];
}
