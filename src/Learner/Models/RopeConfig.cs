namespace MlopsCl.Learner.Models;

/// <summary>Rotary position embedding: base and scaling of its frequencies.</summary>
public sealed record RopeConfig
{
    /// <summary>The base of the frequencies.</summary>
    public double Theta { get; init; } = 10000;

    /// <summary>Scaling: <c>default</c>, <c>linear</c> or <c>llama3</c>.</summary>
    public string Type { get; init; } = "default";

    /// <summary>By how much positions are stretched.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>llama3: wavelengths above original length / this are stretched fully.</summary>
    public double LowFrequencyFactor { get; init; } = 1;

    /// <summary>llama3: wavelengths below original length / this are not stretched.</summary>
    public double HighFrequencyFactor { get; init; } = 4;

    /// <summary>llama3: tokens of the longest sequence before stretching.</summary>
    public double OriginalMaxPositions { get; init; } = 8192;

    /// <summary>The inverse frequencies of a head, [head size / 2].</summary>
    /// <param name="headSize">Width of a head.</param>
    public float[] InverseFrequencies(int headSize) =>
        [.. Enumerable.Range(0, headSize / 2).Select(index => (float)Scale(Math.Pow(Theta, -2.0 * index / headSize)))];

    private double Scale(double frequency)
    {
        if (Type == "default")
            return frequency;
        if (Type == "linear")
            return frequency / Factor;
        var wavelength = 2 * Math.PI / frequency;
        if (wavelength < OriginalMaxPositions / HighFrequencyFactor)
            return frequency;
        if (wavelength > OriginalMaxPositions / LowFrequencyFactor)
            return frequency / Factor;
        var smooth = (OriginalMaxPositions / wavelength - LowFrequencyFactor) / (HighFrequencyFactor - LowFrequencyFactor);
        return (1 - smooth) * frequency / Factor + smooth * frequency;
    }
}
