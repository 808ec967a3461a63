using System.Buffers.Text;
using System.Text.Json;
using MlopsCl.Learner;
using MlopsCl.Learner.Models;
using MlopsCl.Transforms.Answering;

namespace MlopsCl.Transforms.Saving;

/// <summary>What a model file says about a step that asks a model: where its bundle lies and how it is asked. Weights are not part of it.</summary>
/// <param name="Format">The version of this format; unknown fields of a known version are ignored.</param>
/// <param name="BaseModelFolder">The base model's folder, absolute.</param>
/// <param name="BaseModelSha256">The base model's identity, as <see cref="Bundle.ComputeSha256"/> gives it.</param>
/// <param name="AdapterFolder">The folder of what was learned, absolute; null for the base model alone.</param>
/// <param name="AdapterSha256">The identity of what was learned; null for the base model alone.</param>
/// <param name="ImageColumn">The user's column of pictures; null without.</param>
/// <param name="PromptColumn">The user's column of questions.</param>
/// <param name="OutputColumn">The column of answers, or of vectors.</param>
/// <param name="BatchSize">Questions that run through the model together.</param>
/// <param name="MaxNewTokens">Tokens generated at most per answer.</param>
/// <param name="Temperature">By what logits are divided; 0 takes the likeliest token.</param>
/// <param name="TopK">Tokens that are drawn among; 0 for all.</param>
/// <param name="TopP">The probability that the tokens reach together that are drawn among.</param>
/// <param name="RepetitionPenalty">The penalty on tokens that were there before; 1 for none.</param>
/// <param name="Seed">The seed of what is drawn.</param>
/// <param name="Stop">Texts that end an answer; null for none.</param>
/// <param name="HistoryColumn">The user's column of the turns before the questions; null without.</param>
/// <param name="Precision">The name of the element type that the weights are loaded in, where the bundle names one.</param>
internal sealed record SavedManifest(
    int Format,
    string BaseModelFolder,
    string BaseModelSha256,
    string? AdapterFolder,
    string? AdapterSha256,
    string? ImageColumn,
    string PromptColumn,
    string OutputColumn,
    int BatchSize,
    int MaxNewTokens,
    double Temperature = 0,
    int TopK = 0,
    double TopP = 1,
    double RepetitionPenalty = 1,
    long Seed = 0,
    IReadOnlyList<string>? Stop = null,
    string? HistoryColumn = null,
    string? Precision = null)
{
    private const int KnownFormat = 1;

    /// <exception cref="InvalidOperationException">The precision is none that this version knows.</exception>
    internal Bundle Bundle => new(BaseModelFolder, AdapterFolder) { Precision = Precision is null ? null : Known(Precision) };

    internal AnswerColumns Columns => new(ImageColumn, PromptColumn, OutputColumn, HistoryColumn);

    internal AnsweringOptions Options => new()
    {
        BatchSize = BatchSize,
        MaxNewTokens = MaxNewTokens,
        Temperature = Temperature,
        TopK = TopK,
        TopP = TopP,
        RepetitionPenalty = RepetitionPenalty,
        Seed = Seed,
        Stop = Stop ?? [],
    };

    internal static SavedManifest Of(LvlmTransformer step) => Of(step.Bundle, step.Settings.Columns, step.Settings.Options);

    internal static SavedManifest Of(LvlmFeatureTransformer step)
    {
        var columns = new AnswerColumns(step.Settings.Image, step.Settings.Prompt, step.Settings.Output);
        return Of(new Bundle(step.BaseModelFolder), columns, new AnsweringOptions { BatchSize = step.Settings.BatchSize });
    }

    internal static SavedManifest Of(Bundle bundle, AnswerColumns columns, AnsweringOptions options) => new(
        KnownFormat,
        Path.GetFullPath(bundle.BaseModelFolder),
        SavedBundle.Digest(bundle.BaseModelFolder),
        bundle.AdapterFolder is null ? null : Path.GetFullPath(bundle.AdapterFolder),
        bundle.AdapterFolder is null ? null : SavedBundle.Digest(bundle.AdapterFolder),
        columns.Image,
        columns.Prompt,
        columns.Output,
        options.BatchSize,
        options.MaxNewTokens,
        options.Temperature,
        options.TopK,
        options.TopP,
        options.RepetitionPenalty,
        options.Seed,
        options.Stop,
        columns.History,
        bundle.Precision?.ToString());

    /// <summary>The manifest as letters, digits, '-' and '_' alone, so that it can stand in an expression.</summary>
    internal string Encode() => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));

    /// <exception cref="InvalidOperationException">The text is no manifest, or one of a newer version.</exception>
    internal static SavedManifest Decode(ReadOnlySpan<char> payload)
    {
        SavedManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize<SavedManifest>(Base64Url.DecodeFromChars(payload));
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            throw new InvalidOperationException("The model's manifest is damaged. Save the model again.", error);
        }

        return manifest is { Format: KnownFormat }
            ? manifest
            : throw new InvalidOperationException(
                $"The model's manifest has format {manifest?.Format}, and this version reads {KnownFormat}. Load it with the version that saved it.");
    }

    private static WeightPrecision Known(string precision) => Enum.TryParse<WeightPrecision>(precision, out var known) && Enum.IsDefined(known)
        ? known
        : throw new InvalidOperationException(
            $"The model's manifest has the precision '{precision}', and this version knows {string.Join(", ", Enum.GetNames<WeightPrecision>())}. " +
            "Load it with the version that saved it.");
}
