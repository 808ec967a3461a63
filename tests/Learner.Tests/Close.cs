using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests;

/// <summary>Compares tensors element by element.</summary>
internal static class Close
{
    public static void Assert(Tensor expected, Tensor actual, double tolerance, string what)
    {
        Xunit.Assert.True(
            expected.shape.SequenceEqual(actual.shape), $"{what}: expected [{string.Join(", ", expected.shape)}], got [{string.Join(", ", actual.shape)}]");
        Xunit.Assert.True(expected.numel() > 0, $"{what}: nothing to compare");
        var worst = (expected - actual).abs().max().item<float>();
        Xunit.Assert.True(worst <= tolerance, $"{what}: differs by {worst}, allowed is {tolerance}");
    }
}
