namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>Encodes pieces for one thread.</summary>
internal abstract class PieceEncoder
{
    /// <summary>Adds the ids of a piece that is not empty.</summary>
    public abstract void Encode(ReadOnlySpan<char> piece, List<int> ids);

    /// <summary>Adds the ids of a piece that is not empty, and which of its characters each token stands for.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="ids">Receives the ids.</param>
    /// <param name="places">Receives the first character of each token and the one behind its last.</param>
    public virtual void Encode(ReadOnlySpan<char> piece, List<int> ids, List<(int Start, int End)> places)
    {
        int before = ids.Count;
        Encode(piece, ids);
        for (int i = before; i < ids.Count; i++)
        {
            places.Add((0, piece.Length));
        }
    }
}
