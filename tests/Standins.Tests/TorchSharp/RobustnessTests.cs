using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MlopsCl.Standins.Tests.TorchSharp;

/// <summary>Arguments that make no sense end in an exception, never in the process's end.</summary>
public sealed class RobustnessTests
{
    [Fact]
    public void Cuda_IsEitherThere_OrRefusedEverywhere()
    {
        using var scope = NewDisposeScope();
        var isThere = cuda.is_available();
        Assert.Equal(isThere, cuda.device_count() > 0);
        Assert.Equal(isThere, TryInitializeDeviceType(DeviceType.CUDA));
        var errors = new[] { Record.Exception(() => ones(2).to(device("cuda"))), Record.Exception(() => cuda.synchronize()) };
        Assert.All(errors, error => Assert.True(isThere ? error is null : error is ExternalException));
    }

    [Theory]
    [InlineData(99)]
    [InlineData(7)]
    public void ATypeOrDeviceCodeThatThereIsNot_IsRefused(int code)
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ExternalException>(() => empty(2, device: new Device((DeviceType)code)));
        Assert.Throws<ExternalException>(() => empty(2, (ScalarType)(code + 20)));
    }

    [Fact]
    public void MissingTensorsInLists_AreRefused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentNullException>(() => cat([ones(2), null!]));
        Assert.Throws<ArgumentNullException>(() => stack([ones(2), null!]));
        Assert.Throws<ArgumentNullException>(() => autograd.backward([null!]));
        Assert.Throws<ArgumentNullException>(() => autograd.grad([ones(2).requires_grad_().sum()], [null!]));
    }

    [Fact]
    public void WrongCounts_AreRefused()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ExternalException>(() => ones(2, 2).permute(0));
        Assert.Throws<ExternalException>(() => ones(2).expand(-5, 2));
        Assert.Throws<NotSupportedException>(() => ones(2, names: ["N"]));
    }

    [Fact]
    public void AnEmptyTensor_GoesThroughEverything()
    {
        using var scope = NewDisposeScope();
        var none = zeros(0, 3);
        Assert.Empty(none.data<float>().ToArray());
        Assert.Equal(0, none.bytes.Length);
        Assert.Equal([0L, 2L], none.matmul(ones(3, 2)).shape);
        Assert.Equal(0f, none.sum().item<float>());
        Assert.Throws<ExternalException>(() => none.max());
    }

    [Fact]
    public void ManyThreads_MakingAndFreeingTensors_GetTheirOwnResults()
    {
        var wrong = 0;
        Parallel.For(0, 8, number =>
        {
            for (var i = 0; i < 200; i++)
            {
                using var scope = NewDisposeScope();
                var whole = zeros(4, 3).fill_(number);
                var parts = new[] { whole[0], whole[1], whole[2], whole[3] };
                if (cat(parts).sum().item<float>() != 12 * number) Interlocked.Increment(ref wrong);
            }
        });
        Assert.Equal(0, wrong);
    }
}
