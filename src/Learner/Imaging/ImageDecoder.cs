using MlopsCl.Learner.Imaging.Native;

namespace MlopsCl.Learner.Imaging;

/// <summary>
/// Decodes PNG, JPEG and WebP into upright 8-bit RGB, with the values that Pillow's <c>convert("RGB")</c> gives after its EXIF
/// transposition: palettes and grey are expanded, CMYK is converted, of 16 bits the high 8 are taken. Grey of 16 bits, which Pillow
/// saturates, is scaled.
/// </summary>
public static class ImageDecoder
{
    private const long LargestArray = 1L << 29;

    /// <summary>Reads and decodes a file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="ImageFormatException">The picture is of an unknown format, damaged, cut short or too large.</exception>
    /// <exception cref="DllNotFoundException">The library for its format is not installed.</exception>
    public static Rgb24Image DecodeFile(string path, ImageDecodeOptions? options = null) => Decode(File.ReadAllBytes(path), path, options);

    /// <summary>Decodes a picture in memory.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What messages call the picture.</param>
    /// <param name="options">Limits and background; null for the default.</param>
    /// <exception cref="ImageFormatException">The picture is of an unknown format, damaged, cut short or too large.</exception>
    /// <exception cref="DllNotFoundException">The library for its format is not installed.</exception>
    public static Rgb24Image Decode(ReadOnlySpan<byte> bytes, string name = "picture", ImageDecodeOptions? options = null)
    {
        options ??= ImageDecodeOptions.Default;
        ImageHeader header = ReadHeader(bytes, name, options);
        byte[] pixels = header.Format == ImageFormat.Jpeg
            ? TurboJpeg.Decode(bytes, header, name)
            : Flatten(DecodeWithOpacity(bytes, header, name), options.Background);
        if (options.WhitensTransparentColour && header.Format == ImageFormat.Png && PngChunks.TransparentColour(bytes) is { } transparent)
        {
            Whiten(pixels, transparent);
        }

        (int width, int height, pixels) = ExifOrientation.Apply(pixels, 3, header.Width, header.Height, Orientation(bytes, header.Format));
        return new Rgb24Image(width, height, pixels);
    }

    /// <summary>Decodes a picture in memory with its opacity; a JPEG is opaque everywhere.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What messages call the picture.</param>
    /// <param name="options">Limits; null for the default. The background is not used.</param>
    /// <exception cref="ImageFormatException">The picture is of an unknown format, damaged, cut short or too large.</exception>
    /// <exception cref="DllNotFoundException">The library for its format is not installed.</exception>
    public static Rgba32Image DecodeRgba(ReadOnlySpan<byte> bytes, string name = "picture", ImageDecodeOptions? options = null)
    {
        ImageHeader header = ReadHeader(bytes, name, options ?? ImageDecodeOptions.Default);
        byte[] pixels = header.Format == ImageFormat.Jpeg
            ? Opaque(TurboJpeg.Decode(bytes, header, name))
            : DecodeWithOpacity(bytes, header, name);
        (int width, int height, pixels) = ExifOrientation.Apply(pixels, 4, header.Width, header.Height, Orientation(bytes, header.Format));
        return new Rgba32Image(width, height, pixels);
    }

    private static ImageHeader ReadHeader(ReadOnlySpan<byte> bytes, string name, ImageDecodeOptions options)
    {
        ImageHeader header = ImageHeader.Read(bytes, name);
        long most = Math.Min(options.MaximumPixels, LargestArray);
        if (header.PixelCount > most)
        {
            throw new ImageFormatException(
                name,
                $"{header.Width} x {header.Height} are {header.PixelCount} pixels and at most {most} are decoded; shrink the "
                + "picture or raise the limit.");
        }

        return header;
    }

    private static byte[] DecodeWithOpacity(ReadOnlySpan<byte> bytes, ImageHeader header, string name) =>
        header.Format != ImageFormat.Png ? LibWebp.Decode(bytes, header, name)
        : PngChunks.IsDeep(bytes) ? DeepPng.Decode(bytes, header, name)
        : LibPng.Decode(bytes, header, name);

    // [height, width, 3] -> [height, width, 4]
    private static byte[] Opaque(byte[] rgb)
    {
        byte[] rgba = GC.AllocateUninitializedArray<byte>(rgb.Length / 3 * 4);
        for (int i = 0, j = 0; i < rgba.Length; i += 4, j += 3)
        {
            (rgba[i], rgba[i + 1], rgba[i + 2], rgba[i + 3]) = (rgb[j], rgb[j + 1], rgb[j + 2], 255);
        }

        return rgba;
    }

    private static int Orientation(ReadOnlySpan<byte> bytes, ImageFormat format) => format switch
    {
        ImageFormat.Jpeg => ExifOrientation.Read(JpegMarkers.Exif(bytes)) ?? ExifOrientation.ReadXmp(JpegMarkers.Xmp(bytes)),
        ImageFormat.Png => ExifOrientation.Read(PngChunks.Exif(bytes)) ?? ExifOrientation.ReadXmp(PngChunks.Xmp(bytes)),
        _ => ExifOrientation.Read(WebpChunks.Exif(bytes)) ?? ExifOrientation.ReadXmp(WebpChunks.Xmp(bytes)),
    } ?? 1;

    // [height, width, 4] -> [height, width, 3]
    private static byte[] Flatten(byte[] rgba, (byte Red, byte Green, byte Blue)? background)
    {
        byte[] rgb = GC.AllocateUninitializedArray<byte>(rgba.Length / 4 * 3);
        for (int i = 0, j = 0; i < rgba.Length; i += 4, j += 3)
        {
            int alpha = background is null ? 255 : rgba[i + 3];
            rgb[j] = Over(rgba[i], background?.Red ?? 0, alpha);
            rgb[j + 1] = Over(rgba[i + 1], background?.Green ?? 0, alpha);
            rgb[j + 2] = Over(rgba[i + 2], background?.Blue ?? 0, alpha);
        }

        return rgb;
    }

    // Every pixel of the colour, whether its own palette entry is the transparent one or not.
    private static void Whiten(byte[] rgb, (byte Red, byte Green, byte Blue) colour)
    {
        for (int i = 0; i < rgb.Length; i += 3)
        {
            if (rgb[i] == colour.Red && rgb[i + 1] == colour.Green && rgb[i + 2] == colour.Blue)
            {
                rgb.AsSpan(i, 3).Fill(255);
            }
        }
    }

    private static byte Over(byte colour, byte background, int alpha) =>
        alpha == 255 ? colour : (byte)(((colour * alpha) + (background * (255 - alpha)) + 127) / 255);
}
