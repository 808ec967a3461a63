namespace MlopsCl.Learner.Models;

/// <summary>Names and shapes of all weights of an architecture, without allocating any.</summary>
internal static class ParameterShapes
{
    public static IEnumerable<(string Name, long[] Shape)> Of(LlavaConfig config) =>
        OfVision(config.Vision).Concat(OfProjector(config)).Concat(OfDecoder(config.Text));

    private static IEnumerable<(string, long[])> OfVision(VisionConfig config)
    {
        const string name = ParameterNames.VisionTower;
        long width = config.HiddenSize, inner = config.IntermediateSize;
        yield return ($"{name}.embeddings.class_embedding", [width]);
        yield return ($"{name}.embeddings.patch_embedding.weight", [width, config.Channels, config.PatchSize, config.PatchSize]);
        yield return ($"{name}.embeddings.position_embedding.weight", [config.Patches + 1, width]);
        IEnumerable<(string, long[])> rest = [.. Norm($"{name}.pre_layrnorm", width), .. Norm($"{name}.post_layernorm", width)];
        for (var index = 0; index < config.Layers; index++)
        {
            var layer = $"{name}.encoder.layers.{index}";
            rest = rest.Concat(Norm($"{layer}.layer_norm1", width)).Concat(Norm($"{layer}.layer_norm2", width));
            foreach (var matrix in new[] { "q_proj", "k_proj", "v_proj", "out_proj" })
                rest = rest.Concat(Matrix($"{layer}.self_attn.{matrix}", width, width, hasBias: true));
            rest = rest.Concat(Matrix($"{layer}.mlp.fc1", inner, width, hasBias: true))
                .Concat(Matrix($"{layer}.mlp.fc2", width, inner, hasBias: true));
        }

        foreach (var parameter in rest)
            yield return parameter;
    }

    private static IEnumerable<(string, long[])> OfProjector(LlavaConfig config) =>
    [
        .. Matrix($"{ParameterNames.Projector}.linear_1", config.Text.HiddenSize, config.ImageWidth, config.HasProjectorBias),
        .. Matrix($"{ParameterNames.Projector}.linear_2", config.Text.HiddenSize, config.Text.HiddenSize, config.HasProjectorBias),
    ];

    private static IEnumerable<(string, long[])> OfDecoder(TextConfig config)
    {
        const string name = ParameterNames.Decoder;
        yield return (ParameterNames.Embedding, [config.VocabularySize, config.HiddenSize]);
        yield return ($"{name}.norm.weight", [config.HiddenSize]);
        if (!config.IsHeadTied)
            yield return (ParameterNames.Head, [config.VocabularySize, config.HiddenSize]);
        foreach (var parameter in Enumerable.Range(0, config.Layers).SelectMany(index => OfDecoderLayer(config, $"{name}.layers.{index}")))
            yield return parameter;
    }

    private static IEnumerable<(string, long[])> OfDecoderLayer(TextConfig config, string layer)
    {
        long width = config.HiddenSize, inner = config.IntermediateSize, size = config.HeadSize;
        bool attentionBias = config.HasAttentionBias, mlpBias = config.HasMlpBias;
        return
        [
            ($"{layer}.input_layernorm.weight", [width]),
            ($"{layer}.post_attention_layernorm.weight", [width]),
            .. Matrix($"{layer}.self_attn.q_proj", config.Heads * size, width, attentionBias),
            .. Matrix($"{layer}.self_attn.k_proj", config.KeyValueHeads * size, width, attentionBias),
            .. Matrix($"{layer}.self_attn.v_proj", config.KeyValueHeads * size, width, attentionBias),
            .. Matrix($"{layer}.self_attn.o_proj", width, config.Heads * size, attentionBias),
            .. Matrix($"{layer}.mlp.gate_proj", inner, width, mlpBias),
            .. Matrix($"{layer}.mlp.up_proj", inner, width, mlpBias),
            .. Matrix($"{layer}.mlp.down_proj", width, inner, mlpBias),
        ];
    }

    private static IEnumerable<(string, long[])> Matrix(string name, long rows, long columns, bool hasBias) =>
        hasBias ? [($"{name}.weight", [rows, columns]), ($"{name}.bias", [rows])] : [($"{name}.weight", [rows, columns])];

    private static IEnumerable<(string, long[])> Norm(string name, long width) => [($"{name}.weight", [width]), ($"{name}.bias", [width])];
}
