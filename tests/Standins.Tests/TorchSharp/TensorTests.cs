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
            [int64, int32, float32, float64, ScalarType.Bool, int64, float32, int64, float32, int64, float64, uint8],
            new[] { tensor(1L), tensor(1), tensor(1f), tensor(1.0), tensor(true), arange(3), zeros(2), tensor([1L]), arange(0, 1, 0.5), randperm(3),
                full(2, 1.0), tensor(new byte[] { 1 }) }.Select(t => t.dtype));
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
    public void Bytes_ReadAndWriteTheElementsInMemory()
    {
        using var scope = NewDisposeScope();
        var values = zeros(2, bfloat16);
        values.bytes = new byte[] { 0x80, 0x3f, 0x40, 0x40 };
        Assert.Equal([1f, 3f], values.to_type(float32).data<float>().ToArray());
        Assert.Equal(4, values.bytes.Length);
        Assert.Throws<ArgumentException>(() => values.bytes = new byte[3]);
        Assert.Equal([1f, 2f], MemoryMarshal.Cast<byte, float>(tensor([1f, 2f]).bytes).ToArray());
    }

    [Fact]
    public void TheAccessor_FollowsStrides_ForReadingAndWriting()
    {
        using var scope = NewDisposeScope();
        var values = arange(6, dtype: float64).view(2, 3);
        var turned = values.t().data<double>();
        Assert.Equal([0.0, 3, 1, 4, 2, 5], turned);
        Assert.Equal(4.0, turned[1, 1]);
        turned[2, 0] = 70;
        turned.CopyFrom([10.0, 40.0], tensorIndex: 2);
        Assert.Equal([0.0, 10, 70, 3, 40, 5], values.data<double>().ToArray());
        Assert.Equal(6, turned.Count);
    }

    [Fact]
    public void Indexers_ReadViewsAndWriteThroughThem()
    {
        using var scope = NewDisposeScope();
        var values = zeros(3, 4);
        values[1, 2] = tensor(5f);
        values[0] = ones(4);
        values[TensorIndex.Slice(2), TensorIndex.Slice(0, 4, 2)] = tensor([7f, 8f]);
        values[TensorIndex.Tensor(tensor([1L])), TensorIndex.Single(0)] = tensor(3f);
        Assert.Equal([1f, 1f, 1f, 1f, 3f, 0f, 5f, 0f, 7f, 0f, 8f, 0f], values.data<float>().ToArray());
        values.index_put_(ones(2), [tensor([0L, 0L]), tensor([3L, 3L])], accumulate: true);
        Assert.Equal(3f, values[0, 3].item<float>());
    }

    [Fact]
    public void InPlaceForms_ChangeTheTensorAndReturnIt()
    {
        using var scope = NewDisposeScope();
        var values = ones(2);
        Assert.Same(values, values.add_(1).mul_(3).sub_(ones(2)).div_(5).fill_(2).clamp_(max: (Scalar)1.5));
        Assert.Equal([1.5f, 1.5f], values.data<float>().ToArray());
        values.copy_(tensor([1L, 2L])).masked_fill_(tensor([true, false]), -1);
        Assert.Equal([-1f, 2f], values.data<float>().ToArray());
    }

    [Fact]
    public void Conversions_ToNumbers_ConvertWhereItemDemandsTheType()
    {
        using var scope = NewDisposeScope();
        Assert.Equal(
            (3, 3L, 3.75f, 3.75, true), (tensor(3.75).ToInt32(), (long)tensor(3.75), tensor(3.75).ToSingle(), (double)tensor(3.75), tensor(3.75).ToBoolean()));
        Assert.Equal(long.MaxValue, tensor(long.MaxValue).ToInt64());
        Assert.True(tensor(true).item<bool>());
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
        using var owned = Tensor.UnsafeCreateTensor(values.detach().DecoupleFromNativeHandle());
        Assert.Equal(2f, owned.sum().item<float>());
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
        Assert.Equal([0.4963f, 0.7682f, 0.0885f], rand(3, generator: new Generator(0)).data<float>().ToArray().Select(v => MathF.Round(v, 4)));
    }

    [Fact]
    public void AGeneratorsState_PutBack_RepeatsWhatFollowed()
    {
        using var scope = NewDisposeScope();
        var generator = new Generator().manual_seed(5);
        Assert.Equal(5, generator.initial_seed());
        var state = generator.get_state();
        var first = rand([4], generator: generator);
        generator.set_state(state);
        Assert.True(first.Equals(rand([4], generator: generator)));
        generator.Dispose();
        Assert.Throws<ObjectDisposedException>(() => rand([4], generator: generator));
    }

    [Fact]
    public void MetaTensors_GoThroughANetworkWithoutMemory()
    {
        using var scope = NewDisposeScope();
        var hidden = nn.functional.silu(nn.functional.linear(empty(1L << 38, 8, device: META), empty(16, 8, device: META)));
        Assert.Equal(("[274877906944x16], type = Float32, device = meta", true), (hidden.ToString(), hidden.is_meta));
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
        var seen = ones(3, 3, ScalarType.Bool).tril();
        var scores = (query.matmul(key.transpose(2, 3)) / 2).masked_fill(seen.logical_not(), double.NegativeInfinity);
        var expected = scores.softmax(-1).matmul(value);
        Assert.True(expected.allclose(nn.functional.scaled_dot_product_attention(query, key, value, is_casual: true)));
        Assert.True(expected.allclose(nn.functional.scaled_dot_product_attention(query, key, value, attn_mask: seen)));
    }

    [Fact]
    public void Dropout_InTraining_ZeroesSomeAndScalesTheOthers()
    {
        using var scope = NewDisposeScope();
        var dropped = nn.functional.dropout(ones(10_000), 0.25);
        Assert.Equal([0f, 4f / 3], dropped.data<float>().ToArray().Distinct().Order());
        Assert.InRange(dropped.sum().item<float>(), 9_500f, 10_500f);
        Assert.True(nn.functional.dropout(ones(5), 0.25, training: false).Equals(ones(5)));
    }
}
