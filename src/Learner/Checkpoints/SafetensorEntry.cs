namespace MlopsCl.Learner.Checkpoints;

/// <summary>Where one tensor lies in a safetensors file.</summary>
/// <param name="Name">The tensor's name, unique in its file.</param>
/// <param name="DType">Element type.</param>
/// <param name="Shape">Sizes, outermost first; empty for a scalar.</param>
/// <param name="Offset">Bytes from the start of the file (header included) to the first element.</param>
/// <param name="Length">Bytes of all elements.</param>
internal sealed record SafetensorEntry(string Name, TensorDType DType, long[] Shape, long Offset, long Length)
{
    /// <summary>Number of elements.</summary>
    public long ElementCount => Length / DType.Size();
}
