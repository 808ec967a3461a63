using System.Text.Json;
using TorchSharp;
using Xunit;
using static MlopsCl.Standins.Tests.TorchSharp.Inputs;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MlopsCl.Standins.Tests.TorchSharp;

/// <summary>Every operation gives PyTorch's numbers, which <c>Fixtures/numerics.py</c> wrote.</summary>
public sealed class NumericsTests
{
    private static readonly JsonElement Expected =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "numerics.json"))).RootElement;

    private static readonly IReadOnlyDictionary<string, Func<Tensor>> Operations =
        new[] { Arithmetic(), Functions(), Products(), Reductions(), Shapes(), Indexing(), Networks(), Creation() }
            .SelectMany(d => d).ToDictionary(p => p.Key, p => p.Value);

    public static TheoryData<string> Names => [.. Expected.EnumerateObject().Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AnOperation_GivesPyTorchsNumbers(string name)
    {
        using var scope = NewDisposeScope();
        var result = Operations[name]().to_type(float64).contiguous();
        var expected = Expected.GetProperty(name);

        Assert.Equal(expected.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64()), result.shape);
        var values = expected.GetProperty("values").EnumerateArray().Select(e => e.GetDouble()).ToArray();
        Assert.All(values.Zip(result.data<double>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void Gradients_OfASmallNetwork_ArePyTorchs()
    {
        using var scope = NewDisposeScope();
        var (x, w) = (A.requires_grad_(), Made([5, 4], 11).requires_grad_());
        var loss = functional.cross_entropy(functional.linear(x, w).gelu(), Labels) + x.square().mean();
        loss.backward();

        foreach (var (name, actual) in new[] { ("loss", loss.detach()), ("gradient of x", x.grad!), ("gradient of w", w.grad!) })
        {
            var values = Expected.GetProperty(name).GetProperty("values").EnumerateArray().Select(e => e.GetDouble());
            Assert.All(values.Zip(actual.data<double>().ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        }
    }

    private static Dictionary<string, Func<Tensor>> Arithmetic() => new()
    {
        ["add"] = () => A + B, ["add alpha"] = () => A.add(B, 0.5), ["sub"] = () => A - B, ["mul"] = () => A * B, ["div"] = () => A / Positive,
        ["less"] = () => A < B, ["at least"] = () => A.ge(0.2), ["masked_fill"] = () => A.masked_fill(Mask, -9.0),
        ["clamp"] = () => A.clamp(-0.3, 0.4),
        ["clamp min"] = () => A.clamp(min: (Scalar)0.1),
    };

    private static Dictionary<string, Func<Tensor>> Functions() => new()
    {
        ["neg"] = () => -A, ["abs"] = () => A.abs(), ["sqrt"] = () => Positive.sqrt(), ["rsqrt"] = () => Positive.rsqrt(), ["square"] = () => A.square(),
        ["sin"] = () => A.sin(), ["cos"] = () => A.cos(), ["tanh"] = () => A.tanh(), ["sigmoid"] = () => A.sigmoid(),
        ["relu"] = () => A.relu(),
        ["silu"] = () => A.silu(), ["gelu"] = () => A.gelu(),
        ["gelu tanh"] = () => A.gelu(global::TorchSharp.Modules.GELU.Approximate.tanh),
        ["softmax"] = () => A.softmax(-1), ["log_softmax"] = () => A.log_softmax(0),
    };

    private static Dictionary<string, Func<Tensor>> Products() => new()
    {
        ["matmul"] = () => A.matmul(C), ["batched matmul"] = () => Batch.matmul(C), ["addmm"] = () => Made([3, 5], 5).addmm(A, C, 0.5f, 2f),
    };

    private static Dictionary<string, Func<Tensor>> Reductions() => new()
    {
        ["sum"] = () => A.sum(), ["sum dims"] = () => Batch.sum([0, 2]), ["mean"] = () => A.mean(), ["mean dims"] = () => Batch.mean([-1], keepdim: true),
        ["max"] = () => A.max(),
        ["max dim"] = () => A.max(1).Item1, ["norm"] = () => A.norm(),
    };

    private static Dictionary<string, Func<Tensor>> Shapes() => new()
    {
        ["view"] = () => A.view(2, 6), ["permute"] = () => Batch.permute(2, 0, 1), ["transpose"] = () => A.t(), ["expand"] = () => A[0].expand(2, 4),
        ["flatten"] = () => Batch.flatten(1), ["narrow"] = () => A.narrow(1, 1, 2),
        ["select"] = () => A.select(0, 1), ["cat"] = () => cat([A, B], 1),
        ["stack"] = () => stack([A, B], 1),
    };

    private static Dictionary<string, Func<Tensor>> Indexing() => new()
    {
        ["index_select"] = () => A.index_select(0, Rows), ["index_add"] = () => A.index_add(0, Rows, B.narrow(0, 0, 2), 0.5),
        ["index_copy"] = () => A.index_copy(0, Rows, B.narrow(0, 0, 2)), ["repeat_interleave"] = () => A.repeat_interleave(2, 0),
    };

    private static Dictionary<string, Func<Tensor>> Networks() => new()
    {
        ["linear"] = () => functional.linear(A, B, Made([3], 6)),
        ["layer_norm"] = () => functional.layer_norm(A, [4], Made([4], 7), Made([4], 8)),
        ["cross_entropy"] = () => functional.cross_entropy(A, Labels),
        ["cross_entropy sum smoothed"] = () => functional.cross_entropy(A, Labels, reduction: Reduction.Sum, label_smoothing: 0.1),
        ["loss"] = () => functional.cross_entropy(functional.linear(A, Made([5, 4], 11)).gelu(), Labels) + A.square().mean(),
        ["gradient of x"] = () => Gradients()[0], ["gradient of w"] = () => Gradients()[1],
    };

    private static Dictionary<string, Func<Tensor>> Creation() => new()
    {
        ["arange"] = () => arange(1.0, 2.0, 0.25, float64), ["eye"] = () => eye(2, 3, float64),
        ["as float32"] = () => A.to_type(float32), ["as bfloat16"] = () => A.to_type(bfloat16), ["as float16"] = () => A.to_type(float16),
        ["as int64"] = () => A.mul(10).to_type(int64),
    };

    private static IList<Tensor> Gradients()
    {
        var (x, w) = (A.requires_grad_(), Made([5, 4], 11).requires_grad_());
        return autograd.grad([functional.cross_entropy(functional.linear(x, w).gelu(), Labels) + x.square().mean()], [x, w]);
    }
}
