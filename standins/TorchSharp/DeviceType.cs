namespace TorchSharp;

/// <summary>Kinds of devices.</summary>
public enum DeviceType
{
    /// <summary>The processor.</summary>
    CPU = 0,

    /// <summary>A CUDA device.</summary>
    CUDA = 1,

    /// <summary>No memory: operations compute shapes and types only.</summary>
    META = 14,
}
