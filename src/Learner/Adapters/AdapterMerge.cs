using static TorchSharp.torch;

namespace MlopsCl.Learner.Adapters;

/// <summary>
/// What a weight becomes when adapters are made part of it: W + scale B A, with DoRA m (W + scale B A) / |W + scale B A| row by row, or the whole
/// tensor that was trained in its place.
/// </summary>
internal static class AdapterMerge
{
    private const string Weight = ".weight";
    private const string Bias = ".bias";

    /// <summary>Whether adapters change a parameter.</summary>
    public static bool Changes(AdapterState adapters, string parameter) =>
        Saved(adapters, parameter) is not null || Terms(adapters, parameter).Length > 0;

    /// <summary>The parameter's new values, in the adapters' precision; without gradient.</summary>
    /// <param name="adapters">The adapters.</param>
    /// <param name="parameter">The parameter's name.</param>
    /// <param name="value">Its values without adapters.</param>
    /// <exception cref="InvalidOperationException">A gate chooses increments for each question, so that no one matrix equals them.</exception>
    public static Tensor Apply(AdapterState adapters, string parameter, Tensor value)
    {
        using var noGradient = no_grad();
        if (Saved(adapters, parameter) is { } saved)
            return saved.detach();
        using var scope = NewDisposeScope();
        var merged = value;
        foreach (var term in Terms(adapters, parameter))
        {
            ThrowIfGated(term.Group);
            merged = merged.to_type(term.Down.dtype) + term.Increment();                  // [out, in]
            if (term.Magnitude is { } magnitude)
                merged = merged * (magnitude / Lengths(merged)).unsqueeze(1);
        }

        return ReferenceEquals(merged, value) ? value : merged.detach().MoveToOuterDisposeScope();
    }

    /// <summary>The values that <see cref="Apply"/> began with, up to rounding.</summary>
    /// <param name="adapters">The adapters.</param>
    /// <param name="parameter">A parameter with increments.</param>
    /// <param name="merged">What <see cref="Apply"/> gave.</param>
    /// <param name="lengths">|W + scale B A| of each row, [out]; null without DoRA.</param>
    public static Tensor Undo(AdapterState adapters, string parameter, Tensor merged, Tensor? lengths)
    {
        using var noGradient = no_grad();
        using var scope = NewDisposeScope();
        var value = merged;
        foreach (var term in Terms(adapters, parameter).Reverse())
        {
            value = value.to_type(term.Down.dtype);
            if (term.Magnitude is { } magnitude)
                value = value * (lengths! / magnitude).unsqueeze(1);
            value = value - term.Increment();
        }

        return value.detach().MoveToOuterDisposeScope();
    }

    /// <summary>|W + scale B A| of each row, [out]; null where no DoRA needs it.</summary>
    public static Tensor? LengthsOf(AdapterState adapters, string parameter, Tensor value)
    {
        using var noGradient = no_grad();
        if (Array.Find(Terms(adapters, parameter), term => term.Magnitude is not null) is not { } term)
            return null;
        using var scope = NewDisposeScope();
        return Lengths(value.to_type(term.Down.dtype) + term.Increment()).MoveToOuterDisposeScope();
    }

    /// <summary>The tensor that was trained in a parameter's place; null if there is none.</summary>
    public static Tensor? Saved(AdapterState adapters, string parameter) =>
        parameter.EndsWith(Weight, StringComparison.Ordinal) ? adapters.SavedOf(parameter[..^Weight.Length])?.Weight
        : parameter.EndsWith(Bias, StringComparison.Ordinal) ? adapters.SavedOf(parameter[..^Bias.Length])?.Bias
        : null;

    /// <exception cref="InvalidOperationException">The group is gated.</exception>
    public static void ThrowIfGated(LowRankGroup group)
    {
        if (group.IsGated)
            throw new InvalidOperationException(
                $"Group '{group.Name}' is a pool: a gate weighs its {group.Entries} entries for each question, so that no one matrix equals them.");
    }

    private static Tensor Lengths(Tensor matrix) => matrix.square().sum(1).sqrt();

    private static LowRankTerm[] Terms(AdapterState adapters, string parameter) =>
        parameter.EndsWith(Weight, StringComparison.Ordinal) ? adapters.TermsOf(parameter[..^Weight.Length]) : [];
}
