using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace MlopsCl.Standins.Tests.TorchSharp;

/// <summary>What LibTorch refuses comes as an exception with its own message; nothing ends the process.</summary>
public sealed class ErrorTests
{
    public static TheoryData<string, string> Kinds => new()
    {
        { "shapes that cannot be multiplied", "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)" },
        { "shapes that do not broadcast", "The size of tensor a (2) must match the size of tensor b (3)" },
        { "a view of another size", "shape '[5]' is invalid for input of size 6" },
        { "a dimension that is not there", "Dimension out of range (expected to be in range of [-2, 1], but got 7)" },
        { "an index out of range", "out of" },
        { "a label out of range", "Target 9 is out of bounds." },
        { "backward without a graph", "does not require grad" },
        { "backward of many numbers", "grad can be implicitly created only for scalar outputs" },
        { "backward a second time", "Trying to backward through the graph a second time" },
        { "in place on a leaf", "a leaf Variable that requires grad is being used in an in-place operation." },
        { "a negative size", "negative dimension -3" },
        { "more memory than there is", "can't allocate memory" },
        { "types that do not fit", "Long" },
        { "elements of a meta tensor", "Meta" },
        { "no tensors to join", "non-empty" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AnError_CarriesLibTorchsMessage_AndNoTraceOfItsSource(string kind, string message)
    {
        using var scope = NewDisposeScope();
        var error = Assert.Throws<ExternalException>(() => Fail(kind));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("frame #0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_OfEightThreads_EachCarryTheirOwnMessage()
    {
        const int times = 500;
        var wrong = 0;
        var threads = Enumerable.Range(0, 8).Select(number => new Thread(() =>
        {
            using var scope = NewDisposeScope();
            var values = ones(7 + number);
            for (var i = 0; i < times; i++)
            {
                var text = Assert.Throws<ExternalException>(() => values.view(100 + number)).Message;
                if (!text.Contains($"shape '[{100 + number}]' is invalid for input of size {7 + number}", StringComparison.Ordinal)) Interlocked.Increment(
                    ref wrong);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        Assert.Equal(0, wrong);
    }

    [Fact]
    public void AnError_DoesNotSpoilTheNextCall()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ExternalException>(() => ones(2).view(3));
        Assert.Null(ones(2).grad);
        Assert.Equal(2f, ones(2).sum().item<float>());
    }

    [Fact]
    public void ADisposedTensor_IsNamedAsSuch_AsOperandArgumentAndReceiver()
    {
        using var scope = NewDisposeScope();
        var (gone, here) = (ones(2), ones(2));
        gone.Dispose();
        gone.Dispose();
        Assert.True(gone.IsInvalid);
        foreach (var use in new Action[] { () => gone.sum(), () => here.add(gone), () => _ = here + gone, () => _ = gone.shape, () => cat([here, gone]),
            () => gone.add_(1), () => _ = gone.Handle })
        {
            var error = Assert.Throws<ObjectDisposedException>(use);
            Assert.Contains("MoveToOuterDisposeScope", error.Message, StringComparison.Ordinal);
        }

        Assert.IsAssignableFrom<InvalidOperationException>(Assert.Throws<ObjectDisposedException>(() => gone.clone()));
    }

    [Fact]
    public void ANullOperand_IsAnArgumentException_NotACrash()
    {
        using var scope = NewDisposeScope();
        Assert.Throws<ArgumentNullException>(() => ones(2).add((Tensor)null!));
        Assert.Throws<ArgumentNullException>(() => (Tensor)null! + ones(2));
        Assert.Throws<ArgumentNullException>(() => nn.functional.linear(ones(2), null!));
    }

    [Fact]
    public void ReadingElements_OfTheWrongTypeOrPlace_SaysWhatToDo()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("to_type", Assert.Throws<ArgumentException>(() => ones(2).data<double>()).Message, StringComparison.Ordinal);
        Assert.Contains("one element", Assert.Throws<ArgumentException>(() => ones(2).item<float>()).Message, StringComparison.Ordinal);
        Assert.Contains("contiguous()", Assert.Throws<InvalidOperationException>(() => ones(2, 3).t().bytes.Length).Message, StringComparison.Ordinal);
        Assert.Contains("cpu()", Assert.Throws<InvalidOperationException>(() => ones(2, device: META).bytes.Length).Message, StringComparison.Ordinal);
        Assert.Throws<IndexOutOfRangeException>(() => ones(2, 3).data<float>()[2, 0]);
        Assert.Throws<ArgumentException>(() => tensor([1f, 2f, 3f], [2, 2]));
    }

    private static void Fail(string kind)
    {
        Action action = kind switch
        {
            "shapes that cannot be multiplied" => () => ones(2, 3).matmul(ones(2, 3)),
            "shapes that do not broadcast" => () => ones(2).add(ones(3)),
            "a view of another size" => () => ones(6).view(5),
            "a dimension that is not there" => () => ones(2, 2).sum(7),
            "an index out of range" => () => ones(2).index_select(0, tensor([5L])),
            "a label out of range" => () => nn.functional.cross_entropy(ones(1, 4), tensor([9L])),
            "backward without a graph" => () => ones(1).backward(),
            "backward of many numbers" => () => (ones(2).requires_grad_() * 2).backward(),
            "backward a second time" => BackwardTwice,
            "in place on a leaf" => () => ones(2).requires_grad_().add_(1),
            "a negative size" => () => empty(-3),
            "more memory than there is" => () => empty(1L << 45),
            "types that do not fit" => () => ones(2, 2, int64).matmul(ones(2, 2)),
            "elements of a meta tensor" => () => ones(1, device: META).ToDouble(),
            _ => () => cat([]),
        };
        action();
    }

    private static void BackwardTwice()
    {
        var loss = ones(2).requires_grad_().square().sum();
        loss.backward();
        loss.backward();
    }
}
