namespace MlopsCl.Learner.Models;

/// <summary>How weights are stored.</summary>
public enum WeightPrecision
{
    /// <summary>IEEE single precision.</summary>
    Float32,

    /// <summary>IEEE half precision: half the bytes, about three decimal digits.</summary>
    Float16,
}
