namespace MlopsCl.Learner.Imaging;

/// <summary>A picture as the vision tower takes it.</summary>
/// <param name="Values">3 x height x width normalised values, channel by channel, row by row.</param>
/// <param name="Width">Pixels in a row.</param>
/// <param name="Height">Rows.</param>
internal sealed record ClipPixels(float[] Values, int Width, int Height);
