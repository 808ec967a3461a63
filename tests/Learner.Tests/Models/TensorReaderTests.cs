using System.Runtime.InteropServices;
using MlopsCl.Learner.Checkpoints;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Tests.Models;

public sealed class TensorReaderTests : IDisposable
{
    private static readonly ushort[] Every = [.. Enumerable.Range(0, 65536).Select(bits => (ushort)bits)];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_OfEveryHalfPrecisionValue_WidensItExactly()
    {
        using var read = ReadBack(TensorDType.F16, [256, 256], MemoryMarshal.AsBytes<ushort>(Every).ToArray(), wanted: null);
        Assert.Equal(ScalarType.Float32, read.dtype);
        var widened = read.data<float>().ToArray();
        for (var bits = 0; bits < Every.Length; bits++)
        {
            var expected = (float)BitConverter.UInt16BitsToHalf((ushort)bits);
            Assert.True(
                float.IsNaN(expected) ? float.IsNaN(widened[bits])
                    : BitConverter.SingleToInt32Bits(expected) == BitConverter.SingleToInt32Bits(widened[bits]), $"0x{bits:X4}");
        }
    }

    [Fact]
    public void Read_OfEveryBFloat16Value_KeepsItsBits()
    {
        using var read = ReadBack(TensorDType.BF16, [65536], MemoryMarshal.AsBytes<ushort>(Every).ToArray(), wanted: null);
        var widened = read.data<float>().ToArray();
        Assert.All(Enumerable.Range(0, Every.Length), bits =>
            Assert.True(BitConverter.SingleToUInt32Bits(widened[bits]) == (uint)bits << 16 || float.IsNaN(widened[bits]), $"0x{bits:X4}"));
    }

    // Round to nearest, ties to even: 1 + 2^-8 lies between 1 and 1 + 2^-7, 1 + 3 * 2^-8 between 1 + 2^-7 and 1 + 2^-6.
    [Fact]
    public void Read_IntoLessPrecision_RoundsToNearestEven()
    {
        float[] values = [1 + 1f / 256, 1 + 3f / 256, 1 + 1.5f / 256, -3.4e38f];
        using var read = ReadBack(TensorDType.F32, [4], MemoryMarshal.AsBytes<float>(values).ToArray(), ScalarType.BFloat16);
        Assert.Equal(ScalarType.BFloat16, read.dtype);
        using var wide = read.to_type(ScalarType.Float32);
        Assert.Equal([1, 1 + 1f / 64, 1 + 1f / 128], wide.data<float>().Take(3));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(ScalarType.Float64)]
    public void Read_OfATensorOfManyParts_GivesEveryElementItsPlace(ScalarType? wanted)
    {
        var values = Enumerable.Range(0, 2_500_007).Select(index => (float)index).ToArray();
        using var read = ReadBack(TensorDType.F32, [values.Length], MemoryMarshal.AsBytes<float>(values).ToArray(), wanted);
        using var wide = read.to_type(ScalarType.Float64);
        using var expected = arange(values.Length, dtype: ScalarType.Float64);
        Assert.True(wide.Equals(expected));
    }

    [Fact]
    public void Read_OfAScalarAndOfNothing_KeepsTheShape()
    {
        using var scalar = ReadBack(TensorDType.I64, [], BitConverter.GetBytes(-7L), wanted: null);
        Assert.Empty(scalar.shape);
        Assert.Equal(-7, scalar.item<long>());
        using var nothing = ReadBack(TensorDType.F16, [0, 3], [], ScalarType.Float32);
        Assert.Equal([0L, 3L], nothing.shape);
    }

    [Fact]
    public void Read_OfATypeThatNoWeightHas_NamesFileTensorAndType()
    {
        var error = Assert.Throws<CheckpointFormatException>(() => ReadBack(TensorDType.I8, [2], [1, 2], wanted: null));
        Assert.Contains("one.safetensors: x: its elements are I8", error.Message);
    }

    [Theory]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.Float64)]
    public void Write_OfOtherTypesThanFloat_ReadsBackTheSame(ScalarType type)
    {
        using var scope = NewDisposeScope();
        var values = (arange(12, dtype: ScalarType.Float32).view(3, 4) * 0.375).to_type(type);
        TensorFile.Write(_folder.File("written.safetensors"), [KeyValuePair.Create("x", values.t())]);
        using var file = SafetensorsFile.Open(_folder.File("written.safetensors"));
        using var read = TensorReader.Read(file, file.Entries["x"], type, CPU);
        Assert.True(read.Equals(values.t().contiguous()));
    }

    private Tensor ReadBack(TensorDType type, long[] shape, byte[] bytes, ScalarType? wanted)
    {
        SafetensorsWriter.Write(_folder.File("one.safetensors"), [new SafetensorSource("x", type, shape, bytes)]);
        using var file = SafetensorsFile.Open(_folder.File("one.safetensors"));
        return TensorReader.Read(file, file.Entries["x"], wanted, CPU);
    }
}
