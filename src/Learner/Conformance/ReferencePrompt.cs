using System.Text.Json;
using MlopsCl.Learner.Batches;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Conformance;

/// <summary>A prompt, and what the reference made of it before the model ran.</summary>
/// <param name="Index">Its place in the list.</param>
/// <param name="Text">The text, with one <c>&lt;image&gt;</c> per picture.</param>
/// <param name="Pictures">File names.</param>
/// <param name="Ids">Token ids, each picture as many image tokens as it has features.</param>
/// <param name="Pixels">[pictures, 3, height, width]; null without pictures.</param>
internal sealed record ReferencePrompt(int Index, string Text, IReadOnlyList<string> Pictures, int[] Ids, Tensor? Pixels)
{
    private const string Images = "images";

    public static ReferencePrompt Of(JsonElement json, int index, IReadOnlyDictionary<string, Tensor> expected) => new(
        index,
        json.GetProperty("prompt").GetString()!,
        [.. Names(json)],
        expected[$"{index}.input_ids"].ToIds(),
        expected.GetValueOrDefault($"{index}.pixel_values"));

    /// <summary>Names of pictures in their order: none, a list, or a list for each sample.</summary>
    public static IEnumerable<string> Names(JsonElement json) => json.TryGetProperty(Images, out var images) ? Flat(images) : [];

    public PreparedSample ToSample() => new(
        "", "", Ids, [.. Ids.Select(_ => PreparedSample.Ignored)], [],
        [.. Enumerable.Repeat(new PreparedPicture("", Picture.FromBytes(default)), Pixels is null ? 0 : (int)Pixels.shape[0])], IsMemory: false);

    private static IEnumerable<string> Flat(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Flat),
        JsonValueKind.String => [value.GetString()!],
        _ => [],
    };
}
