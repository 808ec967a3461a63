namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>Encodes pieces for one thread.</summary>
internal abstract class PieceEncoder
{
    /// <summary>Adds the ids of a piece that is not empty.</summary>
    public abstract void Encode(ReadOnlySpan<char> piece, List<int> ids);
}
