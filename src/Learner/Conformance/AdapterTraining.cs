using System.Globalization;
using System.Text.RegularExpressions;
using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Methods;
using MlopsCl.Learner.Methods.SequentialLora;
using MlopsCl.Learner.Training;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Conformance;

/// <summary>Trains an adapter as the reference did, from its start, and compares gradients, losses and weights.</summary>
/// <param name="folder">The adapter.</param>
/// <param name="samples">What it was trained on.</param>
internal sealed partial class AdapterTraining(FixtureFolder folder, AdapterSamples samples)
{
    private const string GradientPrefix = "grad.";
    private const double ShareTolerance = 1e-4;

    /// <summary>Reruns the training.</summary>
    public IEnumerable<ConformanceCheck> Compare()
    {
        using var scope = NewDisposeScope();
        var settings = ReadSettings();
        var saved = samples.Read(AdapterKind.Start);
        using var adapters = saved.ToState(isTrained: true);
        using var optimizer = new AdamW(adapters.Trained.Select(name => KeyValuePair.Create(name, adapters[name])), settings.Decay, new HashSet<string>());
        var gradients = new GradientStep(new SequentialLoraMethod(), adapters, samples.Collator(adapters), new AnswerLoss(samples.Model, adapters));
        var (losses, norms) = (new Tally("losses", 1e-5), new Tally("gradient norms, relative above 1", 1e-5));
        var (theirLosses, theirNorms) = (Numbers("losses"), Numbers("grad_norms"));
        var checks = new List<ConformanceCheck>();
        for (var step = 0; step < theirLosses.Length; step++)
        {
            losses.Compare(theirLosses[step], gradients.Accumulate(TrainingStage.Answers, [samples.Prepared], step), $"step {step}");
            if (step == 0)
                checks.AddRange(Gradients(adapters));
            norms.Deviate(Math.Abs(theirNorms[step] - optimizer.Step(settings.Rate, settings.Norm, step + 1)) / Math.Max(1, theirNorms[step]), $"step {step}");
        }

        return [.. checks, losses.ToCheck(), norms.ToCheck(), .. Weights(adapters)];
    }

    private ConformanceCheck[] Gradients(AdapterState adapters)
    {
        var (names, values) = (new Tally("parameters with a gradient", 0), new Tally("gradients of the first step", 1e-5));
        var theirs = samples.Expected.Where(pair => pair.Key.StartsWith(GradientPrefix, StringComparison.Ordinal))
            .ToDictionary(pair => PeftKeys.FromParameter(pair.Key[GradientPrefix.Length..]), pair => pair.Value);
        string[] ours = [.. adapters.Trained.Where(name => adapters[name].grad is not null)];
        names.Equal(theirs.Keys.Order(StringComparer.Ordinal).ToArray(), ours.Order(StringComparer.Ordinal).ToArray(), "names in order");
        foreach (var name in ours.Where(theirs.ContainsKey))
            values.Compare(theirs[name], adapters[name].grad!, name);
        return [names.ToCheck(), values.ToCheck()];
    }

    private ConformanceCheck[] Weights(AdapterState adapters)
    {
        var (largest, share) = (new Tally("weights after the last step", 2e-3), new Tally($"share of weights off by more than {ShareTolerance:0e+0}", 1e-3));
        var after = samples.Read(AdapterKind.After).Tensors;
        largest.Compare(after.Count, adapters.Trained.Count, "number of tensors");
        var (far, all) = (0.0, 0.0);
        foreach (var (name, theirs) in after)
        {
            using var inner = NewDisposeScope();
            var difference = (theirs - adapters[name].detach()).abs();
            largest.Deviate(difference.max().cpu().item<float>(), name);
            far += difference.gt(ShareTolerance).to_type(ScalarType.Float32).sum().cpu().item<float>();
            all += difference.numel();
            theirs.Dispose();
        }

        share.Deviate(far / all, $"{far} of {all}");
        return [largest.ToCheck(), share.ToCheck()];
    }

    private double[] Numbers(string name)
    {
        using var scope = NewDisposeScope();
        return [.. samples.Expected[name].cpu().to_type(ScalarType.Float64).data<double>()];
    }

    // Betas and epsilon are the optimizer's own and cannot be chosen.
    private (double Rate, double Decay, double Norm) ReadSettings()
    {
        var match = Optimizer().Match(samples.Optimizer);
        double Read(string name) => double.Parse(match.Groups[name].ValueSpan, CultureInfo.InvariantCulture);
        return match.Success
            ? (Read("rate"), Read("decay"), Read("norm"))
            : throw new InvalidDataException(
                $"{folder.File(AdapterKind.Texts)}: the optimizer is '{samples.Optimizer}'; this program trains with AdamW, betas 0.9 0.999 and eps 1e-8.");
    }

    [GeneratedRegex(@"^AdamW lr (?<rate>[0-9.e+-]+) betas 0\.9 0\.999 eps 1e-0?8 weight_decay (?<decay>[0-9.e+-]+), clip norm (?<norm>[0-9.e+-]+)")]
    private static partial Regex Optimizer();
}
