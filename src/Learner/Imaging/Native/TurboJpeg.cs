using System.Runtime.InteropServices;

namespace MlopsCl.Learner.Imaging.Native;

/// <summary>Decodes JPEG with libjpeg-turbo's TurboJPEG interface (version 2).</summary>
internal static unsafe class TurboJpeg
{
    private const int FormatRgb = 0;
    private const int FormatCmyk = 11;
    private const int ColourSpaceCmyk = 3;
    private const int ColourSpaceYcck = 4;
    private const int Fatal = 1;

    private static readonly NativeCodec Library = new(
        "libturbojpeg",
        "libturbojpeg0",
        "libturbojpeg.so.0", "libturbojpeg.0.dylib", "libturbojpeg.dylib", "turbojpeg.dll", "libturbojpeg.dll");

    /// <summary>Decodes a whole picture.</summary>
    /// <returns>Height x width x 3 bytes.</returns>
    /// <exception cref="ImageFormatException">The data is damaged or cut short.</exception>
    public static byte[] Decode(ReadOnlySpan<byte> bytes, ImageHeader header, string name)
    {
        var create = (delegate* unmanaged[Cdecl]<nint>)Library.Function("tjInitDecompress");
        var destroy = (delegate* unmanaged[Cdecl]<nint, int>)Library.Function("tjDestroy");
        nint decoder = create();
        if (decoder == 0)
        {
            throw new InvalidOperationException("libturbojpeg cannot make a decoder; the machine is out of memory.");
        }

        try
        {
            fixed (byte* source = bytes)
            {
                return Decode(decoder, source, new CULong((nuint)bytes.Length), header, name);
            }
        }
        finally
        {
            destroy(decoder);
        }
    }

    private static byte[] Decode(nint decoder, byte* source, CULong length, ImageHeader header, string name)
    {
        var readHeader = (delegate* unmanaged[Cdecl]<nint, byte*, CULong, int*, int*, int*, int*, int>)
            Library.Function("tjDecompressHeader3");
        int width, height, subsampling, colourSpace;
        if (readHeader(decoder, source, length, &width, &height, &subsampling, &colourSpace) != 0 && IsFatal(decoder))
        {
            throw new ImageFormatException(name, $"the JPEG header cannot be read ({ErrorText(decoder)}).");
        }

        if (width != header.Width || height != header.Height)
        {
            throw new ImageFormatException(
                name,
                $"the JPEG has contradicting sizes, {header.Width} x {header.Height} and {width} x {height}.");
        }

        bool isCmyk = colourSpace is ColourSpaceCmyk or ColourSpaceYcck;
        int channels = isCmyk ? 4 : 3;
        byte[] pixels = GC.AllocateUninitializedArray<byte>(checked(width * height * channels));
        var decode = (delegate* unmanaged[Cdecl]<nint, byte*, CULong, byte*, int, int, int, int, int, int>)
            Library.Function("tjDecompress2");
        fixed (byte* target = pixels)
        {
            int status = decode(decoder, source, length, target, width, 0, height, isCmyk ? FormatCmyk : FormatRgb, 0);
            if (status != 0 && (IsFatal(decoder) || !IsHarmless(ErrorText(decoder))))
            {
                throw new ImageFormatException(name, $"the JPEG data is damaged or cut short ({ErrorText(decoder)}).");
            }
        }

        return isCmyk ? CmykToRgb(pixels) : pixels;
    }

    // Cameras write stray bytes between segments; everything else that the decoder warns of loses pixels.
    private static bool IsHarmless(string warning) => warning.Contains("extraneous bytes", StringComparison.Ordinal);

    private static bool IsFatal(nint decoder) =>
        ((delegate* unmanaged[Cdecl]<nint, int>)Library.Function("tjGetErrorCode"))(decoder) == Fatal;

    private static string ErrorText(nint decoder) =>
        Marshal.PtrToStringUTF8(((delegate* unmanaged[Cdecl]<nint, nint>)Library.Function("tjGetErrorStr2"))(decoder)) ?? "no reason given";

    // JPEG files store CMYK inverted (Adobe's convention). Rounding as in Pillow's conversion.
    private static byte[] CmykToRgb(byte[] cmyk)
    {
        byte[] rgb = new byte[cmyk.Length / 4 * 3];
        for (int i = 0, j = 0; i < cmyk.Length; i += 4, j += 3)
        {
            int white = cmyk[i + 3];
            for (int channel = 0; channel < 3; channel++)
            {
                int ink = ((255 - cmyk[i + channel]) * white) + 128;
                rgb[j + channel] = (byte)(white - (((ink >> 8) + ink) >> 8));
            }
        }

        return rgb;
    }
}
