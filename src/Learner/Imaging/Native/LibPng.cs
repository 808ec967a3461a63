using System.Runtime.InteropServices;
using System.Text;

namespace MlopsCl.Learner.Imaging.Native;

/// <summary>Decodes PNG with libpng's simplified interface.</summary>
internal static unsafe class LibPng
{
    private const uint Version = 1;
    private const uint FormatRgba = 3;

    // Sixteen-bit values are taken as the eight-bit ones are, not as linear light.
    private const uint SixteenBitSrgb = 4;

    private static readonly NativeCodec Library = new(
        "libpng",
        "libpng16-16",
        "libpng16.so.16", "libpng16.16.dylib", "libpng16.dylib", "libpng16.dll", "libpng16-16.dll");

    /// <summary>Decodes a whole picture.</summary>
    /// <returns>Height x width x 4 bytes: red, green, blue and alpha, not multiplied.</returns>
    /// <exception cref="ImageFormatException">The data is damaged or cut short.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> bytes, ImageHeader header, string name)
    {
        var image = new PngImage { Version = Version };
        fixed (byte* source = PngChunks.WithoutColourManagement(bytes))
        {
            try
            {
                return Decode(&image, source, bytes.Length, header, name);
            }
            finally
            {
                ((delegate* unmanaged[Cdecl]<PngImage*, void>)Library.Function("png_image_free"))(&image);
            }
        }
    }

    private static byte[] Decode(PngImage* image, byte* source, int length, ImageHeader header, string name)
    {
        var begin = (delegate* unmanaged[Cdecl]<PngImage*, byte*, nuint, int>)Library.Function("png_image_begin_read_from_memory");
        if (begin(image, source, (nuint)length) == 0)
        {
            throw new ImageFormatException(name, $"the PNG header cannot be read ({image->MessageText}).");
        }

        if (image->Width != header.Width || image->Height != header.Height)
        {
            throw new ImageFormatException(
                name,
                $"the PNG has contradicting sizes, {header.Width} x {header.Height} and {image->Width} x {image->Height}.");
        }

        image->Format = FormatRgba;
        image->Flags |= SixteenBitSrgb;
        byte[] pixels = GC.AllocateUninitializedArray<byte>(checked(header.Width * header.Height * 4));
        var finish = (delegate* unmanaged[Cdecl]<PngImage*, void*, byte*, int, void*, int>)Library.Function("png_image_finish_read");
        fixed (byte* target = pixels)
        {
            return finish(image, null, target, 0, null) != 0
                ? pixels
                : throw new ImageFormatException(name, $"the PNG data is damaged or cut short ({image->MessageText}).");
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct PngImage
    {
        public nint Opaque;
        public uint Version;
        public uint Width;
        public uint Height;
        public uint Format;
        public uint Flags;
        public uint ColormapEntries;
        public uint WarningOrError;
        public fixed byte Message[64];

        public string MessageText
        {
            get
            {
                fixed (byte* text = Message)
                {
                    return Encoding.ASCII.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
                }
            }
        }
    }
}
