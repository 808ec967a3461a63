namespace MlopsCl.Learner.Kernels;

/// <summary>How the model's inner operations are computed.</summary>
public enum KernelKind
{
    /// <summary>By plain tensor operations: every device, every type, differentiable any number of times.</summary>
    Composed,

    /// <summary>By the native kernels where they apply (float32 on the processor), otherwise composed.</summary>
    Fused,
}
