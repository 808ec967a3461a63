using MlopsCl.Learner.Tokenization.PreTokenizers;

namespace MlopsCl.Learner.Tokenization;

/// <summary>SentencePiece's way of writing spaces as a visible character, which splitting and decoding share.</summary>
/// <param name="Replacement">The character, usually U+2581.</param>
/// <param name="Scheme">Where it is put in front.</param>
/// <param name="Splits">Whether the text is split before each.</param>
internal sealed record Metaspace(char Replacement, MetaspacePrepend Scheme, bool Splits)
{
    /// <summary>The splitting half.</summary>
    public PreTokenizer PreTokenizer => new MetaspaceSplit(this, Splits);

    /// <summary>Reads a Metaspace pre-tokenizer or decoder, in its older form (<c>add_prefix_space</c>), too.</summary>
    /// <exception cref="TokenizerFormatException">A member is wrong.</exception>
    public static Metaspace Read(DefinitionNode node)
    {
        DefinitionNode replacement = node.Required("replacement");
        if (replacement.Text() is not [char character])
        {
            throw replacement.Refused($"'{replacement.Text()}' must be one character.");
        }

        MetaspacePrepend scheme = node.Optional("prepend_scheme") switch
        {
            null => node.Flag("add_prefix_space", true) ? MetaspacePrepend.Always : MetaspacePrepend.Never,
            { } value => value.Text() switch
            {
                "always" => MetaspacePrepend.Always,
                "first" => MetaspacePrepend.First,
                "never" => MetaspacePrepend.Never,
                _ => throw value.Refused($"'{value.Text()}' must be always, first or never."),
            },
        };
        return new Metaspace(character, scheme, node.Flag("split", true));
    }
}
