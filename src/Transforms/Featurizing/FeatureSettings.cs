using MlopsCl.Transforms.Rows;

namespace MlopsCl.Transforms.Featurizing;

/// <summary>How a transformer describes questions.</summary>
/// <param name="Image">The pictures; null where there are none.</param>
/// <param name="Prompt">The questions, text.</param>
/// <param name="Output">The vectors.</param>
/// <param name="BatchSize">Rows that run through the model together, at least 1.</param>
/// <param name="Width">The length of each vector.</param>
/// <param name="Device">The device that the model runs on.</param>
/// <param name="Cancellation">Stops between batches.</param>
/// <param name="Pictures">How the column of pictures held them when the step was fitted.</param>
internal sealed record FeatureSettings(
    string? Image, string Prompt, string Output, int BatchSize, int Width, string Device, CancellationToken Cancellation,
    PictureKind Pictures = PictureKind.None);
