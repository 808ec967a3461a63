namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>Turns pieces into token ids: the third step of encoding.</summary>
internal abstract class TokenModel
{
    /// <summary>The model's vocabulary, added tokens not counted.</summary>
    public abstract Vocabulary Vocabulary { get; }

    /// <summary>A worker that encodes; it has buffers of its own and serves one thread at a time.</summary>
    public abstract PieceEncoder CreateEncoder();
}
