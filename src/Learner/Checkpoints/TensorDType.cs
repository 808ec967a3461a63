namespace MlopsCl.Learner.Checkpoints;

/// <summary>
/// Element types of the safetensors format, in the order in which its reference implementation ranks them: a writer puts the
/// higher ranks first, so that every tensor starts at a multiple of its element size.
/// </summary>
internal enum TensorDType
{
    /// <summary>One byte, zero or one; <c>BOOL</c> in a file.</summary>
    Bool,

    /// <summary>Unsigned 8-bit integer, <c>U8</c>.</summary>
    U8,

    /// <summary>Signed 8-bit integer, <c>I8</c>.</summary>
    I8,

    /// <summary>8-bit float with 5 exponent bits, <c>F8_E5M2</c>.</summary>
    F8E5M2,

    /// <summary>8-bit float with 4 exponent bits, <c>F8_E4M3</c>.</summary>
    F8E4M3,

    /// <summary>Signed 16-bit integer, <c>I16</c>.</summary>
    I16,

    /// <summary>Unsigned 16-bit integer, <c>U16</c>.</summary>
    U16,

    /// <summary>IEEE half precision, <c>F16</c>.</summary>
    F16,

    /// <summary>The upper half of an IEEE single, <c>BF16</c>.</summary>
    BF16,

    /// <summary>Signed 32-bit integer, <c>I32</c>.</summary>
    I32,

    /// <summary>Unsigned 32-bit integer, <c>U32</c>.</summary>
    U32,

    /// <summary>IEEE single precision, <c>F32</c>.</summary>
    F32,

    /// <summary>IEEE double precision, <c>F64</c>.</summary>
    F64,

    /// <summary>Signed 64-bit integer, <c>I64</c>.</summary>
    I64,

    /// <summary>Unsigned 64-bit integer, <c>U64</c>.</summary>
    U64,
}
