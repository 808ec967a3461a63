namespace MlopsCl.Learner.Checkpoints;

/// <summary>Names and sizes of <see cref="TensorDType"/>.</summary>
internal static class TensorDTypes
{
    private static readonly string[] Names =
        ["BOOL", "U8", "I8", "F8_E5M2", "F8_E4M3", "I16", "U16", "F16", "BF16", "I32", "U32", "F32", "F64", "I64", "U64"];

    /// <summary>The name that a safetensors header uses, such as <c>BF16</c>.</summary>
    public static string FileName(this TensorDType dtype) => Names[(int)dtype];

    /// <summary>Bytes of one element.</summary>
    public static int Size(this TensorDType dtype) => dtype switch
    {
        <= TensorDType.F8E4M3 => 1,
        <= TensorDType.BF16 => 2,
        <= TensorDType.F32 => 4,
        _ => 8,
    };

    /// <summary>Finds the element type that a header names.</summary>
    public static bool TryParse(string? name, out TensorDType dtype)
    {
        int index = Array.IndexOf(Names, name);
        dtype = (TensorDType)Math.Max(index, 0);
        return index >= 0;
    }

    /// <summary>Bytes of a tensor of this type.</summary>
    /// <exception cref="OverflowException">The product of the sizes does not fit into 63 bits.</exception>
    public static long ByteCount(this TensorDType dtype, ReadOnlySpan<long> shape)
    {
        long count = dtype.Size();
        bool empty = false;
        foreach (long size in shape)
        {
            empty |= size == 0;
            count = checked(count * Math.Max(size, 1));
        }

        return empty ? 0 : count;
    }
}
