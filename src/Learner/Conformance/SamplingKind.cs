using MlopsCl.Learner.Answering;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Conformance;

/// <summary>Distributions that tokens are drawn by: <c>cases.json</c>, and per case logits, tokens seen and probabilities.</summary>
internal sealed class SamplingKind : FixtureKind
{
    private const string Cases = "cases.json";
    private const string Expected = "expected.safetensors";

    public override string Name => "sampling";

    public override bool Recognises(FixtureFolder folder) => folder.Has(Cases, Expected);

    public override IEnumerable<ConformanceCheck> Check(FixtureFolder folder, string device)
    {
        using var scope = NewDisposeScope();
        var tally = new Tally("probabilities", 1e-6);
        var tensors = TensorFile.Read(folder.File(Expected), CPU);
        var index = 0;
        foreach (var given in folder.Json(Cases).EnumerateArray())
        {
            var options = new AnsweringOptions
            {
                Temperature = given.GetProperty("temperature").GetDouble(),
                TopK = given.GetProperty("top_k").GetInt32(),
                TopP = given.GetProperty("top_p").GetDouble(),
                RepetitionPenalty = given.GetProperty("repetition_penalty").GetDouble(),
            };
            var distribution = TokenDistribution.Of(
                tensors[$"{index}.logits"].data<float>().ToArray(), tensors[$"{index}.seen"].ToIds().ToHashSet(), options);
            float[] ours = [.. distribution.Probabilities.Select(probability => (float)probability)];
            tally.Compare(tensors[$"{index}.probabilities"], tensor(ours), $"case {index++}");
        }

        foreach (var held in tensors.Values)
            held.Dispose();
        return [tally.ToCheck()];
    }
}
