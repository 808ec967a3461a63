namespace TorchSharp.Modules;

/// <summary>The Gaussian error linear unit; here only for the names of its two forms.</summary>
public sealed class GELU
{
    private GELU()
    {
    }

    /// <summary>How the unit is computed.</summary>
    public enum Approximate
    {
        /// <summary>By the error function.</summary>
        none = 0,

        /// <summary>By the hyperbolic tangent.</summary>
        tanh = 1,
    }
}
