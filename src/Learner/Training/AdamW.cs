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

    /// <summary>Scales gradients down to a norm.</summary>
    /// <param name="largest">The largest L2 norm of all gradients together.</param>
    /// <returns>The norm before scaling.</returns>
    public double ClipGradients(double largest)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        Tensor[] gradients = [.. _parameters.Select(parameter => parameter.Value.grad).OfType<Tensor>()];
        if (gradients.Length == 0)
            return 0;
        double norm = stack(gradients.Select(gradient => gradient.norm())).norm().item<float>();
        if (norm + 1e-6 > largest)
        {
            foreach (var gradient in gradients)
                gradient.mul_(largest / (norm + 1e-6));
        }

        return norm;
    }

    /// <summary>Moves every parameter that has a gradient, and clears the gradients.</summary>
    /// <param name="learningRate">The learning rate of this step.</param>
    /// <param name="step">The step's number, from 1.</param>
    public void Step(double learningRate, int step)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var size = learningRate / (1 - Math.Pow(Beta1, step));
        var correction = Math.Sqrt(1 - Math.Pow(Beta2, step));
        foreach (var (name, parameter) in _parameters)
        {
            if (parameter.grad is not { } gradient)
                continue;
            var mean = _moments["moment1/" + name].mul_(Beta1).add_(gradient, 1 - Beta1);
            var square = _moments["moment2/" + name].mul_(Beta2).addcmul_(gradient, gradient, 1 - Beta2);
            if (_weightDecay > 0 && !_undecayed.Contains(name))
                parameter.mul_(1 - learningRate * _weightDecay);
            parameter.addcdiv_(mean, square.sqrt().div_(correction).add_(Epsilon), -size);
            parameter.grad = null;
        }
    }

    public void Dispose()
    {
        foreach (var moment in _moments.Values)
            moment.Dispose();
    }
}
