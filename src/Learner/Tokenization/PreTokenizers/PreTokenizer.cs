namespace MlopsCl.Learner.Tokenization.PreTokenizers;

/// <summary>Cuts a normalized text into the pieces that the model sees one by one: the second step of encoding.</summary>
internal abstract class PreTokenizer
{
    /// <summary>Whether it treats what stems from the input's first character otherwise than the rest.</summary>
    public virtual bool AsksForBeginning => false;

    /// <summary>Cuts a piece.</summary>
    /// <param name="piece">A piece that is not empty.</param>
    /// <param name="output">Receives its parts in order.</param>
    public abstract void Split(Piece piece, SplitOutput output);
}
