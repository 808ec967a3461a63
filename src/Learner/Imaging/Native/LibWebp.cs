namespace MlopsCl.Learner.Imaging.Native;

/// <summary>Decodes WebP with libwebp's simple interface.</summary>
internal static unsafe class LibWebp
{
    private static readonly NativeCodec Library = new(
        "libwebp",
        "libwebp7",
        "libwebp.so.7", "libwebp.7.dylib", "libwebp.dylib", "libwebp.dll", "libwebp-7.dll");

    /// <summary>Decodes a still picture.</summary>
    /// <returns>Height x width x 4 bytes: red, green, blue and alpha, not multiplied.</returns>
    /// <exception cref="ImageFormatException">The data is damaged, cut short or animated.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> bytes, ImageHeader header, string name)
    {
        if (WebpChunks.IsAnimated(bytes))
        {
            throw new ImageFormatException(name, "it is an animated WebP; only still pictures are read, save one frame of it.");
        }

        var readSize = (delegate* unmanaged[Cdecl]<byte*, nuint, int*, int*, int>)Library.Function("WebPGetInfo");
        var decode = (delegate* unmanaged[Cdecl]<byte*, nuint, byte*, nuint, int, byte*>)Library.Function("WebPDecodeRGBAInto");
        int width, height;
        fixed (byte* source = bytes)
        {
            if (readSize(source, (nuint)bytes.Length, &width, &height) == 0 || width != header.Width || height != header.Height)
            {
                throw new ImageFormatException(name, "the WebP header is damaged or gives contradicting sizes.");
            }

            byte[] pixels = GC.AllocateUninitializedArray<byte>(checked(width * height * 4));
            fixed (byte* target = pixels)
            {
                return decode(source, (nuint)bytes.Length, target, (nuint)pixels.Length, width * 4) != null
                    ? pixels
                    : throw new ImageFormatException(name, "the WebP data is damaged or cut short.");
            }
        }
    }
}
