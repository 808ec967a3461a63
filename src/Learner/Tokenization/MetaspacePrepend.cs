namespace MlopsCl.Learner.Tokenization;

/// <summary>Where Metaspace puts its character in front of a piece that does not begin with it.</summary>
internal enum MetaspacePrepend
{
    /// <summary>At every piece between added tokens.</summary>
    Always,

    /// <summary>Only at the beginning of the input.</summary>
    First,

    /// <summary>Nowhere.</summary>
    Never,
}
