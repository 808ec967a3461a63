namespace MlopsCl.Learner.Tokenization.Unicode;

/// <summary>Unicode's four normalization forms.</summary>
[Flags]
internal enum NormalizationForms
{
    /// <summary>NFD.</summary>
    Decomposed = 0,

    /// <summary>NFC.</summary>
    Composed = 1,

    /// <summary>With this flag, NFKD and NFKC.</summary>
    Compatible = 2,
}
