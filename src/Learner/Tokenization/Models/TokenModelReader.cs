namespace MlopsCl.Learner.Tokenization.Models;

/// <summary>Reads the <c>model</c> of a tokenizer's definition.</summary>
internal static class TokenModelReader
{
    /// <summary>Reads a model of any supported type.</summary>
    /// <param name="node">The model's object.</param>
    /// <param name="tables">Its vocabulary and merges.</param>
    /// <param name="mapsBytes">True where pieces arrive as text and are to be written in the byte alphabet.</param>
    /// <exception cref="TokenizerFormatException">The type is not supported or a member is wrong.</exception>
    public static TokenModel Read(DefinitionNode node, ModelTables tables, bool mapsBytes)
    {
        // Files from before 2020 do not name the type; those with merges are BPE.
        string type = node.OptionalText("type") ?? (tables.HasMerges ? "BPE" : "WordLevel");
        return type switch
        {
            "BPE" => BpeDefinition.Read(node, tables, mapsBytes),
            "WordLevel" => WordLevelModel.Read(node, tables, mapsBytes),
            _ => throw node.Refused($"the type '{type}' is not supported; supported are BPE and WordLevel."),
        };
    }
}
