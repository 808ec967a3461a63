using System.Text.Json;

namespace MlopsCl.Samples.Classify;

/// <summary>A softmax classifier over standardised inputs, with a temperature that calibrates its probabilities (Guo et al., 2017).</summary>
/// <param name="Labels">The classes.</param>
/// <param name="Mean">What is subtracted from each input.</param>
/// <param name="Scale">What each input is multiplied by then.</param>
/// <param name="Rows">For each class a weight for each input, and its bias last.</param>
/// <param name="Temperature">What the scores are divided by.</param>
internal sealed record SoftmaxWeights(string[] Labels, float[] Mean, float[] Scale, double[][] Rows, double Temperature)
{
    public static SoftmaxWeights Load(string file) =>
        JsonSerializer.Deserialize<SoftmaxWeights>(File.ReadAllBytes(file)) ?? throw new InvalidDataException($"{file} is empty; train again.");

    public void Save(string file) => File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(this));

    public double[] Standardise(float[] input) => [.. input.Select((value, i) => (double)(value - Mean[i]) * Scale[i])];

    public double[] Probabilities(double[] standardised)
    {
        var scores = Rows.Select(row => (standardised.Zip(row, (x, w) => x * w).Sum() + row[^1]) / Temperature).ToArray();
        var top = scores.Max();
        var powers = scores.Select(score => Math.Exp(score - top)).ToArray();
        var sum = powers.Sum();
        return [.. powers.Select(power => power / sum)];
    }
}
