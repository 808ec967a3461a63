using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>Activations by the names that configurations use.</summary>
internal static class Activation
{
    public static Tensor Apply(string name, Tensor input)
    {
        if (name == "gelu")
            return input.gelu();
        using var scope = NewDisposeScope();
        return (input * (input * 1.702).sigmoid()).MoveToOuterDisposeScope();   // quick_gelu
    }
}
