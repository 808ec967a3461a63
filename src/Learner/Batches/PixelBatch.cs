using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using MlopsCl.Learner.Imaging;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Batches;

/// <summary>Puts prepared pictures into one tensor.</summary>
internal static class PixelBatch
{
    /// <summary>Decodes and prepares pictures on all cores.</summary>
    /// <param name="decoded">Where decoded pictures come from.</param>
    /// <param name="pictures">At least one.</param>
    /// <param name="change">Changes picture number n before it is prepared; null for none.</param>
    /// <param name="device">Where the tensor is to be.</param>
    /// <returns>[pictures, 3, height, width].</returns>
    /// <exception cref="ImageFormatException">A picture cannot be decoded; the first of several is told.</exception>
    public static Tensor Read(
        DecodedPictures decoded, IReadOnlyList<PreparedPicture> pictures, Func<Rgb24Image, int, Rgb24Image>? change, Device device)
    {
        var prepared = new ClipPixels[pictures.Count];
        try
        {
            Parallel.For(0, pictures.Count, index =>
            {
                var image = decoded.Read(pictures[index]);
                prepared[index] = decoded.Processor.Process(change is null ? image : change(image, index));
            });
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }

        var (width, height) = (prepared[0].Width, prepared[0].Height);
        if (prepared.FirstOrDefault(pixels => pixels.Width != width || pixels.Height != height) is { } other)
            throw new InvalidDataException(
                $"Prepared pictures differ in size ({width} x {height} and {other.Width} x {other.Height}); "
                + "preprocessor_config.json must crop or resize to one size.");
        var batch = empty(prepared.Length, 3, height, width);
        var values = MemoryMarshal.Cast<byte, float>(batch.bytes);
        for (var index = 0; index < prepared.Length; index++)
            prepared[index].Values.CopyTo(values[(index * 3 * height * width)..]);
        return device.type == TorchSharp.DeviceType.CPU ? batch : batch.to(device);
    }
}
