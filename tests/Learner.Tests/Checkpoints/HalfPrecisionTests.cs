using System.Runtime.InteropServices;
using MlopsCl.Learner.Checkpoints;
using Xunit;

namespace MlopsCl.Learner.Tests.Checkpoints;

public sealed class HalfPrecisionTests
{
    private static readonly ushort[] Every = [.. Enumerable.Range(0, 65536).Select(i => (ushort)i)];

    [Fact]
    public void WidenFloat16_OfEveryValue_IsExact()
    {
        float[] widened = new float[65536];
        HalfPrecision.WidenFloat16(MemoryMarshal.AsBytes<ushort>(Every), widened);

        for (int i = 0; i < widened.Length; i++)
        {
            float expected = (float)BitConverter.UInt16BitsToHalf((ushort)i);
            Assert.True(float.IsNaN(expected) ? float.IsNaN(widened[i]) : BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(widened[i]), $"0x{i:X4}");
        }
    }

    [Fact]
    public void WidenBFloat16_OfEveryValue_KeepsItsBits()
    {
        float[] widened = new float[65536];
        HalfPrecision.WidenBFloat16(MemoryMarshal.AsBytes<ushort>(Every), widened);

        Assert.All(Enumerable.Range(0, 65536), i => Assert.Equal((uint)i << 16, BitConverter.SingleToUInt32Bits(widened[i])));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(33)]
    public void Widen_OfALengthThatNoVectorDivides_FillsTheTail(int count)
    {
        ushort[] ones = [.. Enumerable.Repeat((ushort)0x3C00, count)];
        float[] widened = new float[count];

        HalfPrecision.WidenFloat16(MemoryMarshal.AsBytes<ushort>(ones), widened);
        Assert.All(widened, value => Assert.Equal(1f, value));

        HalfPrecision.WidenBFloat16(MemoryMarshal.AsBytes<ushort>([.. Enumerable.Repeat((ushort)0xBF80, count)]), widened);
        Assert.All(widened, value => Assert.Equal(-1f, value));
    }

    [Fact]
    public void Widen_IntoTooFewFloats_IsRefused()
    {
        Assert.Contains("6 bytes", Assert.Throws<ArgumentException>(() => HalfPrecision.WidenFloat16(new byte[6], new float[2])).Message);
    }
}
