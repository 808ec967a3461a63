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
    public static ReferencePrompt Of(JsonElement json, int index, IReadOnlyDictionary<string, Tensor> expected) => new(
        index,
        json.GetProperty("prompt").GetString()!,
        [.. json.GetProperty("images").EnumerateArray().Select(name => name.GetString()!)],
        expected[$"{index}.input_ids"].ToIds(),
        expected.GetValueOrDefault($"{index}.pixel_values"));

    public PreparedSample ToSample() => new(
        "", "", Ids, [.. Ids.Select(_ => PreparedSample.Ignored)], [],
        [.. Enumerable.Repeat(new PreparedPicture("", Picture.FromBytes(default)), Pixels is null ? 0 : (int)Pixels.shape[0])], IsMemory: false);
}
