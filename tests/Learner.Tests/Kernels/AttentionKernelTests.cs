using MlopsCl.Learner.Kernels;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Kernels;

public sealed class AttentionKernelTests
{
    [Theory]
    [InlineData(1, 1, 1, 1, 1, 4, true)]
    [InlineData(2, 4, 2, 9, 9, 8, true)]
    [InlineData(2, 4, 4, 9, 9, 8, false)]
    [InlineData(1, 6, 2, 130, 130, 16, true)]
    [InlineData(2, 2, 1, 3, 70, 8, true)]
    [InlineData(2, 2, 1, 1, 5, 8, true)]
    [InlineData(1, 2, 2, 65, 200, 32, false)]
    public void Fused_ValueAndGradients_AreThoseOfTheComposedTwin(long batch, long heads, long keyHeads, long queries, long keys, long size, bool isCausal) =>
        Comparison.Holds(
            t => AttentionKernel.Composed(t[0], t[1], t[2], isCausal),
            t => AttentionKernel.Fused(t[0], t[1], t[2], isCausal),
            [[batch, heads, queries, size], [batch, keyHeads, keys, size], [batch, keyHeads, keys, size]]);

    [Theory]
    [InlineData(7, true)]
    [InlineData(100, true)]
    [InlineData(100, false)]
    public void Fused_WithPaddingOnTheLeft_IsTheComposedTwin(long length, bool isCausal)
    {
        using var scope = NewDisposeScope();
        var starts = tensor([0L, 3L, length - 1]);
        Comparison.Holds(
            t => AttentionKernel.Composed(t[0], t[1], t[2], isCausal, starts),
            t => AttentionKernel.Fused(t[0], t[1], t[2], isCausal, starts),
            [[3, 4, length, 8], [3, 2, length, 8], [3, 2, length, 8]]);
    }

    [Fact]
    public void Fused_OfHeadsSplitFromRows_IsTheComposedTwin()
    {
        static Tensor Split(Tensor rows, long heads) => rows.view(2, 10, heads, 8).transpose(1, 2);
        Comparison.Holds(
            t => AttentionKernel.Composed(Split(t[0], 4), Split(t[1], 2), Split(t[2], 2), true),
            t => AttentionKernel.Fused(Split(t[0], 4), Split(t[1], 2), Split(t[2], 2), true),
            [[20, 32], [20, 16], [20, 16]]);
    }

    [Theory]
    [InlineData(2, 4, 4, 9, 9, true, false)]
    [InlineData(2, 4, 2, 9, 9, true, false)]
    [InlineData(2, 4, 1, 9, 9, false, false)]
    [InlineData(2, 4, 2, 1, 9, true, false)]
    [InlineData(2, 4, 2, 3, 9, true, false)]
    [InlineData(2, 4, 2, 9, 9, true, true)]
    [InlineData(2, 4, 4, 1, 9, true, true)]
    [InlineData(2, 4, 2, 3, 9, true, true)]
    [InlineData(2, 4, 2, 9, 9, false, true)]
    public void ByLibTorch_ValueAndGradients_AreThoseOfTheComposedTwin(
        long batch, long heads, long keyHeads, long queries, long keys, bool isCausal, bool isPadded)
    {
        using var scope = NewDisposeScope();
        var starts = isPadded ? tensor([0L, 4L]) : null;
        Comparison.Holds(
            t => AttentionKernel.Composed(t[0], t[1], t[2], isCausal, starts),
            t => AttentionKernel.ByLibTorch(t[0], t[1], t[2], isCausal, starts),
            [[batch, heads, queries, 8], [batch, keyHeads, keys, 8], [batch, keyHeads, keys, 8]]);
    }

    [Theory]
    [InlineData(KernelKind.Composed)]
    [InlineData(KernelKind.Fused)]
    public void Apply_GivesPyTorchsNumbers_AndZerosToAQueryThatSeesNoKey(KernelKind kind)
    {
        using var scope = NewDisposeScope();
        using var chosen = KernelSet.Use(kind);
        var query = (arange(12, dtype: float32) * 0.1 - 0.5).view(1, 2, 3, 2);
        var key = (arange(6, dtype: float32) * 0.2 - 0.3).view(1, 1, 3, 2);
        var value = tensor([1f, 2f, -1f, 0.5f, 3f, -2f], [1, 1, 3, 2]);

        Comparison.Same(
            tensor(new double[,]
            {
                { 1.0, 2.0, 1.0, 2.0 },
                { 0.07059306221466544, 1.302944796660999, -0.09867282851967107, 1.1759953786102468 },
                { 0.9814129462333813, 0.20432956532926383, 1.2356433992293132, -0.24686450861819875 },
            }),
            AttentionKernel.Apply(query, key, value, isCausal: true), 1e-6, "all keys");
        Comparison.Same(
            tensor(new double[,]
            {
                { 0.0, 0.0, 0.0, 0.0 },
                { -1.0, 0.5, -1.0, 0.5 },
                { 0.9717176142197839, -0.7323235088873649, 1.3086412848486542, -0.9429008030304089 },
            }),
            AttentionKernel.Apply(query, key, value, isCausal: true, tensor([1L])), 1e-6, "from the second key on");
    }

    [Fact]
    public void Fused_WithoutGradients_GivesTheSameBits()
    {
        using var scope = NewDisposeScope();
        var (query, key, value) = (randn(2, 4, 90, 16).requires_grad_(), randn(2, 2, 90, 16), randn(2, 2, 90, 16));
        var recorded = AttentionKernel.Fused(query, key, value, true);
        using var off = no_grad();
        Assert.True(recorded.Equals(AttentionKernel.Fused(query, key, value, true)));
    }

    [Fact]
    public void Fused_ComputedAgain_GivesTheSameGradientBits()
    {
        using var scope = NewDisposeScope();
        var (query, key, value) = (randn(2, 8, 100, 16).requires_grad_(), randn(2, 2, 100, 16).requires_grad_(), randn(2, 2, 100, 16));
        IList<Tensor> Once() => autograd.grad([AttentionKernel.Fused(query, key, value, true).square().sum()], [query, key]);
        var (first, second) = (Once(), Once());
        Assert.All(first.Zip(second), pair => Assert.True(pair.First.Equals(pair.Second)));
    }
}
