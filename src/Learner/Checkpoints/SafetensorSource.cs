namespace MlopsCl.Learner.Checkpoints;

/// <summary>
/// A tensor to be written. Its bytes are asked for when their turn comes, so that a checkpoint is never wholly in memory.
/// </summary>
/// <param name="Name">The tensor's name.</param>
/// <param name="DType">Element type.</param>
/// <param name="Shape">Sizes, outermost first.</param>
/// <param name="CopyTo">Writes the elements, little endian, row-major, to the stream it is given.</param>
internal sealed record SafetensorSource(string Name, TensorDType DType, long[] Shape, Action<Stream> CopyTo)
{
    /// <summary>A tensor whose bytes are in memory.</summary>
    public SafetensorSource(string name, TensorDType dtype, long[] shape, ReadOnlyMemory<byte> bytes)
        : this(name, dtype, shape, stream => stream.Write(bytes.Span))
    {
    }
}
