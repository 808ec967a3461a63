namespace MlopsCl.Learner.Models;

/// <summary>The element type of a model's weights.</summary>
public enum WeightPrecision
{
    /// <summary>IEEE single precision.</summary>
    Float32,

    /// <summary>IEEE half precision: half the bytes, about three decimal digits, nothing beyond 65504.</summary>
    Float16,

    /// <summary>The upper half of IEEE single precision: half the bytes, its range, about two decimal digits.</summary>
    BFloat16,
}
