namespace MlopsCl.Learner.Models;

/// <summary>
/// One name per weight, whichever of three key layouts a checkpoint has. The name is the reference implementation's path of the
/// parameter, such as
/// <c>model.language_model.layers.0.self_attn.q_proj.weight</c>; adapters use the same paths.
/// </summary>
internal static class ParameterNames
{
    public const string Decoder = "model.language_model";
    public const string VisionTower = "model.vision_tower";
    public const string Projector = "model.multi_modal_projector";
    public const string Embedding = Decoder + ".embed_tokens.weight";
    public const string Head = "lm_head.weight";

    private static readonly (string Prefix, string Name)[] Layouts =
    [
        ("language_model.lm_head.", "lm_head."),
        ("language_model.model.", Decoder + "."),
        ("model.vision_tower.vision_model.", VisionTower + "."),
        ("vision_tower.vision_model.", VisionTower + "."),
        ("vision_tower.", VisionTower + "."),
        ("multi_modal_projector.", Projector + "."),
    ];

    // What published checkpoints use, and every version of the reference implementation reads.
    private static readonly (string Name, string Prefix)[] Published =
    [
        ("lm_head.", "language_model.lm_head."),
        (Decoder + ".", "language_model.model."),
        (VisionTower + ".", "vision_tower.vision_model."),
        (Projector + ".", "multi_modal_projector."),
    ];

    /// <summary>The one name of a checkpoint's key.</summary>
    public static string FromKey(string key) => Replace(key, Layouts);

    /// <summary>The key under which a weight is published.</summary>
    public static string ToPublishedKey(string name) => Replace(name, Published);

    private static string Replace(string text, (string From, string To)[] prefixes)
    {
        foreach (var (from, to) in prefixes)
        {
            if (text.StartsWith(from, StringComparison.Ordinal))
                return to + text[from.Length..];
        }

        return text;
    }
}
