using MlopsCl.Learner.Adapters;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>A matrix of the model, with the increments that adapters add to it.</summary>
/// <param name="Name">Its path without <c>.weight</c>.</param>
/// <param name="Weight">[out, in].</param>
/// <param name="Bias">[out] or null.</param>
internal sealed record Linear(string Name, Tensor Weight, Tensor? Bias)
{
    public static Linear Of(Weights weights, string name, long rows, long columns, bool hasBias) =>
        new(name, weights.Get(name + ".weight", rows, columns), hasBias ? weights.Get(name + ".bias", rows) : null);

    /// <summary>Multiplies rows.</summary>
    /// <param name="input">[rows, in].</param>
    /// <param name="adapters">What is added.</param>
    /// <returns>[rows, out].</returns>
    public Tensor Apply(Tensor input, AdapterPass adapters) => adapters.Multiply(Name, Weight, Bias, input);
}
