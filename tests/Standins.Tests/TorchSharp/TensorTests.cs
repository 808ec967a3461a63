using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MlopsCl.Standins.Tests.TorchSharp;

/// <summary>Creation, memory, indexing, devices, seeds.</summary>
public sealed class TensorTests
{
    [Fact]
    public void Creation_TakesTheTypeOfItsValues()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(
            [float32, float64, int64, int64, float32, float32],
            new[] { tensor([1f]), tensor([1.0]), tensor([1L]), arange(3), zeros(2), arange(0, 1, 0.5) }.Select(t => t.dtype));
        Assert.Equal(bfloat16, ones(2, bfloat16).dtype);
        Assert.True(zeros(2, requires_grad: true).requires_grad);
    }

    [Fact]
    public void ATensorOfAnArray_IsACopy()
    {
        using var scope = NewDisposeScope();
        var values = new[] { 1f, 2f };
        var copy = tensor(values);
        values[0] = 9;
        Assert.Equal([1f, 2f], copy.data<float>().ToArray());
    }

    [Fact]
    public void Bytes_AreTheElementsInMemory()
    {
        using var scope = NewDisposeScope();
        var values = zeros(2, bfloat16);
        new byte[] { 0x80, 0x3f, 0x40, 0x40 }.CopyTo(values.bytes);
        Assert.Equal([1f, 3f], values.to_type(float32).data<float>().ToArray());
        Assert.Equal(4, values.bytes.Length);
        Assert.Equal([1f, 2f], MemoryMarshal.Cast<byte, float>(tensor([1f, 2f]).bytes).ToArray());
    }

    [Fact]
    public void TheAccessor_FollowsStrides()
    {
        using var scope = NewDisposeScope();
        var values = arange(6, dtype: float64).view(2, 3);
        var turned = values.t().data<double>();
        Assert.Equal([0.0, 3, 1, 4, 2, 5], turned);
        Assert.Equal((4.0, 4.0), (turned[1, 1], turned[3]));
        Assert.Equal([0.0, 3, 1, 4, 2, 5], turned.ToArray());
    }

    [Fact]
    public void AnIndex_GivesAView()
    {
        using var scope = NewDisposeScope();
        var values = zeros(2, 3);
        values[1].fill_(5);
        Assert.Equal([0f, 0f, 0f, 5f, 5f, 5f], values.data<float>().ToArray());
    }

    [Fact]
    public void InPlaceForms_ChangeTheTensorAndReturnIt()
    {
        using var scope = NewDisposeScope();
        var values = ones(2);
        Assert.Same(values, values.add_(1).mul_(3).add_(ones(2), -0.5));
        Assert.Equal([5.5f, 5.5f], values.data<float>().ToArray());
        Assert.Same(values, values.fill_(2));
        Assert.Equal([2f, 2f], values.data<float>().ToArray());
        Assert.Equal([1f, 2f], values.copy_(tensor([1L, 2L])).data<float>().ToArray());
    }

    [Fact]
    public void Conversions_ToNumbers_ConvertWhereItemDemandsTheType()
    {
        using var scope = NewDisposeScope();
        Assert.Equal((3.75, 7.0, 1.0), (tensor([3.75]).ToDouble(), tensor([7L]).ToDouble(), ones(1, ScalarType.Bool).ToDouble()));
        Assert.Equal(long.MaxValue, tensor([long.MaxValue]).item<long>());
        Assert.True(ones(1, ScalarType.Bool).item<bool>());
        Assert.Equal((Half)1.5, ones(1, float16).mul(1.5).item<Half>());
    }

    [Fact]
    public void To_WithDisposeAfter_DisposesTheOriginal()
    {
        using var scope = NewDisposeScope();
        var values = ones(2);
        Assert.Equal(float64, values.to_type(float64, disposeAfter: true).dtype);
        Assert.True(values.IsInvalid);
    }

    [Fact]
    public void TwoTensorsOfOneMemory_SeeEachOther_AndACloneDoesNot()
    {
        using var scope = NewDisposeScope();
        var values = zeros(2);
        var (alias, clone) = (values.alias(), values.clone());
        values.add_(1);
        Assert.Equal((2f, 0f), (alias.sum().item<float>(), clone.sum().item<float>()));
    }

    [Theory]
    [InlineData("cpu", DeviceType.CPU, -1)]
    [InlineData("cuda", DeviceType.CUDA, -1)]
    [InlineData("cuda:1", DeviceType.CUDA, 1)]
    [InlineData("meta", DeviceType.META, -1)]
    public void ADevice_IsReadFromItsDescription(string description, DeviceType type, int index)
    {
        var parsed = device(description);
        Assert.Equal((type, index, description), (parsed.type, parsed.index, parsed.ToString()));
    }

    [Theory]
    [InlineData("tpu")]
    [InlineData("cuda:x")]
    [InlineData("1")]
    [InlineData("")]
    public void ADevice_ThatThereIsNot_IsRefusedWithTheOnesThereAre(string description) =>
        Assert.Contains("Use cpu, cuda", Assert.Throws<ArgumentException>(() => device(description)).Message, StringComparison.Ordinal);

    [Fact]
    public void ASeed_GivesTheSameNumbersAgain_AndAnotherSeedOthers()
    {
        using var scope = NewDisposeScope();
        float[] Drawn(ulong seed) => randn(5, generator: new Generator(seed)).data<float>().ToArray();
        Assert.Equal(Drawn(7), Drawn(7));
        Assert.NotEqual(Drawn(7), Drawn(8));
        Assert.Equal([0.4963f, 0.7682f, 0.0885f], rand([3], generator: new Generator(0)).data<float>().ToArray().Select(v => MathF.Round(v, 4)));
    }

    [Fact]
    public void AGenerator_GoesOn_AndSaysThatItWasDisposed()
    {
        using var scope = NewDisposeScope();
        var generator = new Generator(5);
        Assert.False(rand([4], generator: generator).Equals(rand([4], generator: generator)));
        generator.Dispose();
        Assert.Throws<ObjectDisposedException>(() => rand([4], generator: generator));
    }

    [Fact]
    public void MetaTensors_GoThroughANetworkWithoutMemory()
    {
        using var scope = NewDisposeScope();
        var hidden = nn.functional.linear(empty(1L << 38, 8, device: META), empty(16, 8, device: META)).silu();
        Assert.Equal("[274877906944x16], type = Float32, device = meta", hidden.ToString());
        Assert.Equal(1L << 38, hidden.softmax(-1).sum(1).numel());
    }

    [Fact]
    public void Threads_AreSetAndTold()
    {
        var before = get_num_threads();
        set_num_threads(2);
        Assert.Equal(2, get_num_threads());
        set_num_threads(before);
    }

    [Fact]
    public void Attention_WithAMask_IsSoftmaxOfTheScoresTimesTheValues()
    {
        using var scope = NewDisposeScope();
        var (query, key, value) = (Inputs.Made([1, 2, 3, 4]), Inputs.Made([1, 2, 3, 4], 1), Inputs.Made([1, 2, 3, 4], 2));
        var seen = arange(1, 4).view(3, 1) > arange(3);
        var scores = (query.matmul(key.transpose(2, 3)) / 2).masked_fill(~seen, double.NegativeInfinity);
        var expected = scores.softmax(-1).matmul(value);
        foreach (var attended in new[]
        {
            nn.functional.scaled_dot_product_attention(query, key, value, is_casual: true),
            nn.functional.scaled_dot_product_attention(query, key, value, attn_mask: seen),
        })
            Assert.InRange((expected - attended).abs().max().item<double>(), 0, 1e-12);
    }
}
