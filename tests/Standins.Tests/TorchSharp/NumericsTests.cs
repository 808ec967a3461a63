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
        var loss = functional.cross_entropy(functional.gelu(functional.linear(x, w)), Labels) + x.square().mean();
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
        ["remainder"] = () => A % Positive, ["floor div"] = () => A.div(Positive, RoundingMode.floor),
        ["trunc div"] = () => A.div(Positive, RoundingMode.trunc),
        ["scalar minus tensor"] = () => 2.5 - A, ["scalar over tensor"] = () => 2.5 / Positive, ["pow"] = () => Positive.pow(1.5),
        ["pow tensor"] = () => Positive.pow(B), ["lerp"] = () => A.lerp(B, Positive), ["addcmul"] = () => A.addcmul(B, Positive, 0.3),
        ["less"] = () => A < B, ["at least"] = () => A >= 0.2, ["where"] = () => where(Mask, A, B), ["masked_fill"] = () => A.masked_fill(Mask, -9.0),
        ["maximum"] = () => maximum(A, B), ["minimum"] = () => A.minimum(B), ["clamp"] = () => A.clamp(-0.3, 0.4),
        ["clamp min"] = () => A.clamp(min: (Scalar)0.1),
    };

    private static Dictionary<string, Func<Tensor>> Functions() => new()
    {
        ["neg"] = () => -A, ["abs"] = () => A.abs(), ["sign"] = () => A.sign(), ["exp"] = () => exp(A), ["log"] = () => log(Positive),
        ["log1p"] = () => Positive.log1p(), ["sqrt"] = () => Positive.sqrt(), ["rsqrt"] = () => rsqrt(Positive), ["square"] = () => square(A),
        ["reciprocal"] = () => Positive.reciprocal(), ["sin"] = () => sin(A), ["cos"] = () => cos(A), ["tanh"] = () => tanh(A), ["sigmoid"] = () => sigmoid(A),
        ["floor"] = () => A.floor(), ["ceil"] = () => A.ceil(), ["round"] = () => A.mul(10).round(), ["relu"] = () => functional.relu(A),
        ["silu"] = () => functional.silu(A), ["gelu"] = () => functional.gelu(A),
        ["gelu tanh"] = () => functional.gelu(A, global::TorchSharp.Modules.GELU.Approximate.tanh),
        ["softmax"] = () => functional.softmax(A, -1), ["log_softmax"] = () => A.log_softmax(0),
    };

    private static Dictionary<string, Func<Tensor>> Products() => new()
    {
        ["matmul"] = () => matmul(A, C), ["batched matmul"] = () => Batch.matmul(C), ["bmm"] = () => Batch.bmm(Batch.transpose(1, 2)),
        ["addmm"] = () => addmm(Made([3, 5], 5), A, C, 0.5f, 2f), ["outer"] = () => outer(A[0], B[1]), ["dot"] = () => A[0].dot(B[1]),
        ["einsum"] = () => einsum("bij,jk->bki", Batch, C),
    };

    private static Dictionary<string, Func<Tensor>> Reductions() => new()
    {
        ["sum"] = () => A.sum(), ["sum dims"] = () => Batch.sum([0, 2]), ["mean"] = () => mean(A), ["mean dims"] = () => Batch.mean([-1], keepdim: true),
        ["prod"] = () => Positive.prod(), ["var"] = () => A.var(), ["var dim"] = () => A.var(1, unbiased: false), ["std"] = () => A.std(),
        ["max"] = () => A.max(),
        ["max dim"] = () => A.max(1).Item1, ["argmax"] = () => A.argmax(1), ["min dim places"] = () => A.min(0).Item2, ["amax"] = () => Batch.amax(0, 1),
        ["topk"] = () => A.topk(2, 1).Item1, ["topk places"] = () => A.topk(2, 1, largest: false).Item2, ["sort"] = () => A.sort(1, descending: true).Item1,
        ["argsort"] = () => A.argsort(0), ["norm"] = () => A.norm(), ["norm 1 dim"] = () => A.norm(1, p: 1), ["cumsum"] = () => A.cumsum(1),
        ["logsumexp"] = () => A.logsumexp(1), ["bincount"] = () => bincount(Places.flatten(), minlength: 6),
    };

    private static Dictionary<string, Func<Tensor>> Shapes() => new()
    {
        ["view"] = () => A.view(2, 6), ["permute"] = () => Batch.permute(2, 0, 1), ["transpose"] = () => A.t(), ["expand"] = () => A[0].expand(2, 4),
        ["repeat"] = () => A.repeat(1, 2), ["flip"] = () => A.flip(1), ["flatten"] = () => Batch.flatten(1), ["narrow"] = () => A.narrow(1, 1, 2),
        ["slice"] = () => A.slice(1, 0, 4, 2), ["select"] = () => A.select(0, 1), ["unfold"] = () => A.unfold(1, 2, 1), ["tril"] = () => A.tril(),
        ["triu"] = () => A.triu(1), ["diag"] = () => A.narrow(1, 0, 3).diag(), ["roll"] = () => A.roll([1, 2], [0, 1]), ["cat"] = () => cat([A, B], 1),
        ["stack"] = () => stack([A, B], 1), ["last chunk"] = () => Batch.chunk(2, 2)[1], ["last split"] = () => Batch.split([1L, 2L], 1)[1],
    };

    private static Dictionary<string, Func<Tensor>> Indexing() => new()
    {
        ["index_select"] = () => A.index_select(0, Rows), ["gather"] = () => A.gather(1, Places), ["scatter"] = () => A.scatter(1, Places.narrow(1, 0, 1), B),
        ["scatter_add"] = () => A.scatter_add(1, Places.narrow(1, 0, 1), B), ["index_add"] = () => A.index_add(0, Rows, B.narrow(0, 0, 2), 0.5),
        ["index_copy"] = () => A.index_copy(0, Rows, B.narrow(0, 0, 2)), ["masked_select"] = () => A.masked_select(Mask),
        ["masked_scatter"] = () => A.masked_scatter(Mask, B), ["nonzero"] = () => Mask.nonzero(), ["repeat_interleave"] = () => A.repeat_interleave(2, 0),
        ["index"] = () => Batch[TensorIndex.Colon, 1.., TensorIndex.None, -1], ["index tensor"] = () => A[Rows],
        ["index ellipsis"] = () => Batch[TensorIndex.Ellipsis, 0],
    };

    private static Dictionary<string, Func<Tensor>> Networks() => new()
    {
        ["one_hot"] = () => functional.one_hot(Places, 5), ["linear"] = () => functional.linear(A, B, Made([3], 6)),
        ["layer_norm"] = () => functional.layer_norm(A, [4], Made([4], 7), Made([4], 8)),
        ["conv2d"] = () => functional.conv2d(Made([1, 2, 6, 6], scale: 0.5), Made([3, 2, 3, 3], 9), Made([3], 10), strides: [2, 2], padding: [1]),
        ["cross_entropy"] = () => functional.cross_entropy(A, Labels),
        ["cross_entropy sum smoothed"] = () => functional.cross_entropy(A, Labels, reduction: Reduction.Sum, label_smoothing: 0.1),
        ["nll_loss"] = () => functional.nll_loss(A.log_softmax(1), Labels), ["mse_loss"] = () => functional.mse_loss(A, B),
        ["kl_div"] = () => functional.kl_div(A.log_softmax(1), B.softmax(1), log_target: false, Reduction.Sum),
        ["cosine_similarity"] = () => functional.cosine_similarity(A, B), ["normalize"] = () => functional.normalize(A),
        ["pad"] = () => functional.pad(A, [1L, 2L], value: 0.5),
        ["interpolate"] = () => functional.interpolate(Made([1, 1, 3, 3]), size: [5, 5], mode: InterpolationMode.Bicubic),
        ["loss"] = () => functional.cross_entropy(functional.gelu(functional.linear(A, Made([5, 4], 11))), Labels) + A.square().mean(),
        ["gradient of x"] = () => Gradients()[0], ["gradient of w"] = () => Gradients()[1],
    };

    private static Dictionary<string, Func<Tensor>> Creation() => new()
    {
        ["arange"] = () => arange(1.0, 2.0, 0.25, float64), ["linspace"] = () => linspace(-1, 1, 5, float64), ["eye"] = () => eye(2, 3, float64),
        ["as float32"] = () => A.to_type(float32), ["as bfloat16"] = () => A.to_type(bfloat16), ["as float16"] = () => A.to_type(float16),
        ["as int64"] = () => A.mul(10).to_type(int64),
    };

    private static IList<Tensor> Gradients()
    {
        var (x, w) = (A.requires_grad_(), Made([5, 4], 11).requires_grad_());
        return autograd.grad([functional.cross_entropy(functional.gelu(functional.linear(x, w)), Labels) + x.square().mean()], [x, w]);
    }
}
