using System.Runtime.InteropServices;

namespace MlopsCl.Learner.Kernels;

/// <summary>The numbers of one step of AdamW (Loshchilov and Hutter, 2019).</summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Beta1">How much of the first moment stays.</param>
/// <param name="Beta2">How much of the second moment stays.</param>
/// <param name="Epsilon">Added to the root of the second moment.</param>
/// <param name="Decay">The weight decay, times the rate.</param>
/// <param name="GradientScale">What gradients are multiplied by first, 1 unless they are clipped.</param>
/// <param name="Step">The step's number, from 1.</param>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct AdamWStep(
    double Rate, double Beta1, double Beta2, double Epsilon, double Decay, double GradientScale, long Step);
