using System.Runtime.InteropServices;
using MlopsCl.Learner.Kernels;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Kernels;

public sealed class AdamWKernelTests
{
    private static readonly AdamWStep Numbers = new(Rate: 0.1, Beta1: 0.9, Beta2: 0.99, Epsilon: 1e-8, Decay: 0.05, GradientScale: 1, Step: 1);

    [Theory]
    [InlineData(KernelKind.Composed)]
    [InlineData(KernelKind.Fused)]
    public void TwoSteps_GivePyTorchsNumbers(KernelKind kind)
    {
        using var scope = NewDisposeScope();
        using var chosen = KernelSet.Use(kind);
        var (parameter, first, second) = (tensor([1f, -2f, 0.5f]).requires_grad_(), zeros(3), zeros(3));

        AdamWKernel.Apply([parameter], [tensor([0.3f, -0.2f, 4f])], [first], [second], Numbers);
        Comparison.Same(tensor([0.8950000033333332, -1.8900000049999996, 0.39750000025]), parameter.detach(), 1e-6, "after one step");
        AdamWKernel.Apply([parameter], [tensor([0.1f, 0.5f, -1f])], [first], [second], Numbers with { Step = 2 });
        Comparison.Same(tensor([0.8032604611273072, -1.9246992849812232, 0.3484716416303182]), parameter.detach(), 1e-6, "after two steps");
    }

    [Fact]
    public void Fused_OnManyTensorsWithClippedGradients_IsTheComposedTwin()
    {
        using var scope = NewDisposeScope();
        var generator = new Generator(3);
        long[][] shapes = [[1], [7, 33], [100_003]];
        var exact = Enumerable.Range(0, 4).Select(_ => shapes.Select(s => randn(s, ScalarType.Float64, generator: generator)).ToList()).ToList();
        exact[3] = [.. exact[3].Select(t => t.abs())];
        var single = exact.Select(list => list.Select(t => t.to_type(float32)).ToList()).ToList();
        var numbers = Numbers with { Step = 5, GradientScale = 0.25, Rate = 0.01 };

        AdamWKernel.Composed(exact[0], exact[1], exact[2], exact[3], numbers);
        AdamWKernel.Fused(single[0], single[1], single[2], single[3], numbers);

        foreach (var list in new[] { 0, 2, 3 })
        {
            for (var i = 0; i < shapes.Length; i++) Comparison.Same(exact[list][i], single[list][i], 1e-6, $"list {list}, tensor {i}");
        }
    }

    // As on a GPU: whole lists at once, which float64 on the processor takes too.
    [Fact]
    public void Fused_ElsewhereThanInFloat32OnTheProcessor_IsTheComposedTwin()
    {
        using var scope = NewDisposeScope();
        var generator = new Generator(5);
        long[][] shapes = [[3], [4, 9], [257]];
        var one = Enumerable.Range(0, 4).Select(_ => shapes.Select(s => rand(s, ScalarType.Float64, generator: generator)).ToList()).ToList();
        var other = one.Select(list => list.Select(t => t.clone()).ToList()).ToList();
        other[0].ForEach(parameter => parameter.requires_grad_());
        var numbers = Numbers with { Step = 3, GradientScale = 0.5, Rate = 0.01 };

        AdamWKernel.Composed(one[0], one[1], one[2], one[3], numbers);
        AdamWKernel.Apply(other[0], other[1], other[2], other[3], numbers);

        foreach (var list in new[] { 0, 1, 2, 3 })
        {
            for (var i = 0; i < shapes.Length; i++) Comparison.Same(one[list][i], other[list][i].detach(), 1e-14, $"list {list}, tensor {i}");
        }
    }

    [Fact]
    public void Fused_OnOneThreadOrMore_GivesTheSameBits()
    {
        using var scope = NewDisposeScope();
        Tensor Stepped(int threads)
        {
            var before = get_num_threads();
            set_num_threads(threads);
            try
            {
                var generator = new Generator(9);
                var lists = Enumerable.Range(0, 4).Select(_ => rand([50_001], generator: generator)).ToArray();
                AdamWKernel.Fused([lists[0]], [lists[1]], [lists[2]], [lists[3]], Numbers);
                return lists[0];
            }
            finally
            {
                set_num_threads(before);
            }
        }

        Assert.True(Stepped(1).Equals(Stepped(2)));
    }

    [Fact]
    public void Fused_ChangesAParameterThatAGraphStillNeeds_AndTheGraphNotices()
    {
        using var scope = NewDisposeScope();
        var parameter = ones(3).requires_grad_();
        var loss = parameter.square().sum();
        AdamWKernel.Fused([parameter], [ones(3)], [zeros(3)], [zeros(3)], Numbers);
        var error = Assert.Throws<ExternalException>(loss.backward);
        Assert.Contains("modified by an inplace operation", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fused_WithAGradientMissing_SaysSo()
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ArgumentException>(() => AdamWKernel.Fused([ones(3)], [], [zeros(3)], [zeros(3)], Numbers));
        Assert.Contains("1 parameters came with 0 gradients", error.Message, StringComparison.Ordinal);
    }
}
