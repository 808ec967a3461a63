using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>Activations by the names that configurations use.</summary>
internal static class Activation
{
    /// <summary>The names, the vision tower's default first.</summary>
    public static readonly string[] Names = ["quick_gelu", "gelu", "gelu_new", "gelu_pytorch_tanh", "relu", "silu", "swish"];

    /// <summary>Applies one to every element.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <param name="input">Any shape.</param>
    public static Tensor Apply(string name, Tensor input) => name switch
    {
        "gelu" => input.gelu(),
        "gelu_new" or "gelu_pytorch_tanh" => input.gelu(GELU.Approximate.tanh),
        "relu" => input.relu(),
        "silu" or "swish" => input.silu(),
        _ => QuickGelu(input),
    };

    private static Tensor QuickGelu(Tensor input)
    {
        using var scope = NewDisposeScope();
        return (input * (input * 1.702).sigmoid()).MoveToOuterDisposeScope();
    }
}
