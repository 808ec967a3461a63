namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>What a BPE model does besides merging.</summary>
internal sealed record BpeOptions
{
    /// <summary>Put in front of every character but a piece's first; empty for none.</summary>
    public string ContinuationPrefix { get; init; } = "";

    /// <summary>Put behind a piece's last character; empty for none.</summary>
    public string WordSuffix { get; init; } = "";

    /// <summary>The id for characters that the vocabulary lacks; -1 to leave them out.</summary>
    public int Unknown { get; init; } = -1;

    /// <summary>Adjacent unknown characters become one token.</summary>
    public bool FusesUnknown { get; init; }

    /// <summary>Unknown characters become one token per UTF-8 byte, where the vocabulary has those.</summary>
    public bool FallsBackToBytes { get; init; }

    /// <summary>A piece that is a token itself is not merged.</summary>
    public bool IgnoresMergesForWholeWords { get; init; }

    /// <summary>Pieces are written in the byte alphabet first.</summary>
    public bool MapsBytes { get; init; }

    /// <summary>True where nothing is put around characters.</summary>
    public bool IsPlain => ContinuationPrefix.Length + WordSuffix.Length == 0;
}
