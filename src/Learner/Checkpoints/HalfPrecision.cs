using System.Numerics;
using System.Runtime.InteropServices;

namespace MlopsCl.Learner.Checkpoints;

/// <summary>
/// Widens 16-bit weights to single precision. Every value is represented exactly, subnormals, infinities and NaN included.
/// </summary>
internal static class HalfPrecision
{
    private const uint ExponentMask = 0x7F800000;
    private const uint SignBit = 0x80000000;

    // 2^112: moves the exponent's bias from 15 to 127 and normalises subnormals on the way.
    private const uint Rebias = 0x77800000;

    // The first exponent, shifted into place, that means infinity or NaN in half precision.
    private const uint HalfInfinity = 0x0F800000;

    /// <summary>Widens bfloat16 values.</summary>
    /// <param name="source">Little-endian values, two bytes each.</param>
    /// <param name="destination">As many floats.</param>
    public static void WidenBFloat16(ReadOnlySpan<byte> source, Span<float> destination)
    {
        ReadOnlySpan<ushort> halves = Halves(source, destination);
        Span<uint> bits = MemoryMarshal.Cast<float, uint>(destination);
        int i = 0;
        for (; i <= halves.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(halves[i..]), out Vector<uint> low, out Vector<uint> high);
            (low << 16).CopyTo(bits[i..]);
            (high << 16).CopyTo(bits[(i + Vector<uint>.Count)..]);
        }

        for (; i < halves.Length; i++)
        {
            bits[i] = (uint)halves[i] << 16;
        }
    }

    /// <summary>Widens IEEE half-precision values.</summary>
    /// <param name="source">Little-endian values, two bytes each.</param>
    /// <param name="destination">As many floats.</param>
    public static void WidenFloat16(ReadOnlySpan<byte> source, Span<float> destination)
    {
        ReadOnlySpan<ushort> halves = Halves(source, destination);
        Span<uint> bits = MemoryMarshal.Cast<float, uint>(destination);
        int i = 0;
        for (; i <= halves.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(halves[i..]), out Vector<uint> low, out Vector<uint> high);
            Widen(low).CopyTo(bits[i..]);
            Widen(high).CopyTo(bits[(i + Vector<uint>.Count)..]);
        }

        for (; i < halves.Length; i++)
        {
            destination[i] = (float)BitConverter.UInt16BitsToHalf(halves[i]);
        }
    }

    private static Vector<uint> Widen(Vector<uint> half)
    {
        Vector<uint> sign = (half << 16) & new Vector<uint>(SignBit);
        Vector<uint> magnitude = (half & new Vector<uint>(0x7FFF)) << 13;
        Vector<uint> finite = Vector.AsVectorUInt32(Vector.AsVectorSingle(magnitude) * Vector.AsVectorSingle(new Vector<uint>(Rebias)));
        Vector<uint> special = magnitude | new Vector<uint>(ExponentMask);
        Vector<uint> isSpecial = Vector.GreaterThanOrEqual(magnitude, new Vector<uint>(HalfInfinity));
        return sign | Vector.ConditionalSelect(isSpecial, special, finite);
    }

    private static ReadOnlySpan<ushort> Halves(ReadOnlySpan<byte> source, Span<float> destination)
    {
        return source.Length == 2L * destination.Length
            ? MemoryMarshal.Cast<byte, ushort>(source)
            : throw new ArgumentException(
                $"{source.Length} bytes of 16-bit values do not fill {destination.Length} floats; give two bytes for each.",
                nameof(source));
    }
}
