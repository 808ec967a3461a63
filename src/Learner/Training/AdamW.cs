using MlopsCl.Learner.Kernels;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Training;

/// <summary>AdamW with decoupled weight decay (Loshchilov and Hutter, 2019), betas 0.9 and 0.999, epsilon 1e-8.</summary>
internal sealed class AdamW : IDisposable
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;

    private readonly IReadOnlyList<KeyValuePair<string, Tensor>> _parameters;
    private readonly Dictionary<string, Tensor> _moments = [];
    private readonly double _weightDecay;
    private readonly IReadOnlySet<string> _undecayed;

    /// <summary>Starts with moments of zero.</summary>
    /// <param name="parameters">What is moved, by name.</param>
    /// <param name="weightDecay">Share of each weight that is taken away per step, times the learning rate.</param>
    /// <param name="undecayed">Names of parameters that decay leaves alone.</param>
    public AdamW(IEnumerable<KeyValuePair<string, Tensor>> parameters, double weightDecay, IReadOnlySet<string> undecayed)
    {
        (_parameters, _weightDecay, _undecayed) = ([.. parameters], weightDecay, undecayed);
        foreach (var (name, parameter) in _parameters)
        {
            _moments["moment1/" + name] = zeros_like(parameter).DetachFromDisposeScope();
            _moments["moment2/" + name] = zeros_like(parameter).DetachFromDisposeScope();
        }
    }

    /// <summary>The running means of gradients (<c>moment1/NAME</c>) and of their squares (<c>moment2/NAME</c>).</summary>
    public IReadOnlyDictionary<string, Tensor> Moments => _moments;

    /// <summary>Takes over moments.</summary>
    /// <param name="moments">One for each of <see cref="Moments"/>.</param>
    public void Restore(IReadOnlyDictionary<string, Tensor> moments)
    {
        foreach (var (name, moment) in _moments)
            moment.copy_(moments[name]);
    }

    /// <summary>Moves every parameter that has a gradient, and clears the gradients.</summary>
    /// <param name="learningRate">The learning rate of this step.</param>
    /// <param name="largestNorm">Gradients are scaled down to this L2 norm of all together.</param>
    /// <param name="step">The step's number, from 1.</param>
    /// <returns>The norm before scaling.</returns>
    public double Step(double learningRate, double largestNorm, int step)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        KeyValuePair<string, Tensor>[] moved = [.. _parameters.Where(parameter => parameter.Value.grad is not null)];
        var norm = moved.Length == 0 ? 0 : stack(moved.Select(parameter => parameter.Value.grad!.norm())).norm().item<float>();
        var scale = Math.Min(1, largestNorm / (norm + 1e-6));
        foreach (var same in moved.GroupBy(parameter => _undecayed.Contains(parameter.Key) ? 0 : _weightDecay))
            Move([.. same], new AdamWStep(learningRate, Beta1, Beta2, Epsilon, same.Key, scale, step));
        return norm;
    }

    private void Move(KeyValuePair<string, Tensor>[] parameters, AdamWStep step)
    {
        AdamWKernel.Apply(
            [.. parameters.Select(parameter => parameter.Value)],
            [.. parameters.Select(parameter => parameter.Value.grad!)],
            [.. parameters.Select(parameter => _moments["moment1/" + parameter.Key])],
            [.. parameters.Select(parameter => _moments["moment2/" + parameter.Key])],
            step);
        foreach (var (_, parameter) in parameters)
            parameter.grad = null;
    }

    public void Dispose()
    {
        foreach (var moment in _moments.Values)
            moment.Dispose();
    }
}
