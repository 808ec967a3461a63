using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Kernels;

/// <summary>Holds a fused kernel in single precision against its composed twin in double precision: the value and every gradient.</summary>
internal static class Comparison
{
    public static void Holds(Func<IReadOnlyList<Tensor>, Tensor> composed, Func<IReadOnlyList<Tensor>, Tensor> fused, long[][] shapes, double tolerance = 2e-5)
    {
        using var scope = NewDisposeScope();
        var generator = new Generator(11);
        var exact = shapes.Select(s => randn(s, ScalarType.Float64, generator: generator)).ToList();
        var direction = randn(Run(composed, exact).Value.shape, ScalarType.Float64, generator: generator);

        var expected = Gradients(composed, exact, direction);
        var actual = Gradients(fused, [.. exact.Select(t => t.to_type(ScalarType.Float32))], direction.to_type(ScalarType.Float32));

        for (var i = 0; i < expected.Count; i++) Same(expected[i], actual[i], tolerance, i == 0 ? "value" : $"gradient {i}");
    }

    public static void Same(Tensor expected, Tensor actual, double tolerance, string what)
    {
        Assert.Equal(expected.shape, actual.shape);
        var scale = Math.Max(1, expected.abs().max().ToDouble());
        var error = (expected - actual.to_type(ScalarType.Float64)).abs().max().ToDouble() / scale;
        Assert.True(error <= tolerance, $"{what}: relative error {error}, at most {tolerance} is allowed.");
    }

    private static List<Tensor> Gradients(Func<IReadOnlyList<Tensor>, Tensor> operation, IReadOnlyList<Tensor> inputs, Tensor direction)
    {
        var (leaves, value) = Run(operation, inputs);
        (value * direction).sum().backward();
        return [value.detach(), .. leaves.Select(l => l.grad!)];
    }

    private static (List<Tensor> Leaves, Tensor Value) Run(Func<IReadOnlyList<Tensor>, Tensor> operation, IReadOnlyList<Tensor> inputs)
    {
        var leaves = inputs.Select(t => t.clone().requires_grad_()).ToList();
        return (leaves, operation(leaves));
    }
}
