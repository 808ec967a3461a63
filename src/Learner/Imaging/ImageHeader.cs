using System.Buffers.Binary;

namespace MlopsCl.Learner.Imaging;

/// <summary>What the first bytes of a picture tell without decoding it.</summary>
/// <param name="Width">Stored pixels in a row, before any EXIF rotation.</param>
/// <param name="Height">Stored rows, before any EXIF rotation.</param>
/// <param name="Format">The container.</param>
public readonly record struct ImageHeader(int Width, int Height, ImageFormat Format)
{
    private static ReadOnlySpan<byte> PngSignature => [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    /// <summary>Number of pixels.</summary>
    public long PixelCount => (long)Width * Height;

    /// <summary>Recognises the format and reads the sizes.</summary>
    /// <param name="bytes">The file, or at least its beginning up to the sizes.</param>
    /// <param name="name">What messages call the picture.</param>
    /// <exception cref="ImageFormatException">The bytes are no PNG, JPEG or WebP, or end before the sizes.</exception>
    public static ImageHeader Read(ReadOnlySpan<byte> bytes, string name = "picture")
    {
        ImageHeader? header = Sniff(bytes) switch
        {
            ImageFormat.Png => ReadPng(bytes),
            ImageFormat.Jpeg => JpegMarkers.ReadSize(bytes),
            ImageFormat.Webp => WebpChunks.ReadSize(bytes),
            _ => throw new ImageFormatException(name, Unknown(bytes)),
        };
        return header is { Width: > 0, Height: > 0 }
            ? header.Value
            : throw new ImageFormatException(name, "its sizes cannot be read; the file is damaged or cut short.");
    }

    private static ImageFormat? Sniff(ReadOnlySpan<byte> bytes) => bytes switch
    {
        _ when bytes.StartsWith(PngSignature) => ImageFormat.Png,
        _ when bytes is [0xFF, 0xD8, 0xFF, ..] => ImageFormat.Jpeg,
        _ when bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8) => ImageFormat.Webp,
        _ => null,
    };

    private static ImageHeader? ReadPng(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 24 || !bytes[12..16].SequenceEqual("IHDR"u8))
        {
            return null;
        }

        int width = BinaryPrimitives.ReadInt32BigEndian(bytes[16..]);
        int height = BinaryPrimitives.ReadInt32BigEndian(bytes[20..]);
        return new ImageHeader(width, height, ImageFormat.Png);
    }

    private static string Unknown(ReadOnlySpan<byte> bytes)
    {
        string kind = bytes switch
        {
            [] => "an empty file",
            [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..] => "a GIF",
            [(byte)'B', (byte)'M', ..] => "a BMP",
            [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..] => "a TIFF",
            [(byte)'<', ..] => "a text file (SVG, HTML or XML)",
            _ => $"a file that begins with {Convert.ToHexString(bytes[..Math.Min(bytes.Length, 8)])}",
        };
        return $"it is {kind}; pictures must be PNG, JPEG or WebP, convert it.";
    }
}
