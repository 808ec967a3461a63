using System.Text.Json;

namespace MlopsCl.Learner.Checkpoints;

/// <summary>Reads one tensor's object out of a safetensors header.</summary>
internal static class SafetensorsEntryReader
{
    private const int MaximumRank = 64;

    /// <summary>Reads <c>{"dtype":…,"shape":[…],"data_offsets":[begin,end]}</c>, the reader standing on its brace.</summary>
    /// <exception cref="CheckpointFormatException">A member is missing, unknown, given twice or impossible, or shape and range
    /// disagree.</exception>
    public static SafetensorEntry Read(string file, string name, ref Utf8JsonReader reader, long dataStart)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new CheckpointFormatException(file, name, $"a tensor's description must be an object, not {reader.TokenType}.");
        }

        TensorDType? dtype = null;
        long[]? shape = null;
        long[]? range = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string member = reader.GetString()!;
            reader.Read();
            switch (member)
            {
                case "dtype" when dtype is null: dtype = ReadDType(file, name, ref reader); break;
                case "shape" when shape is null: shape = ReadNumbers(file, $"{name}.shape", ref reader); break;
                case "data_offsets" when range is null: range = ReadNumbers(file, $"{name}.data_offsets", ref reader); break;
                default: throw new CheckpointFormatException(
                    file, $"{name}.{member}",
                    "this member is unknown or given twice; a tensor has dtype, shape and data_offsets.");
            }
        }

        if (dtype is null || shape is null || range is null)
        {
            throw new CheckpointFormatException(file, name, "a tensor needs dtype, shape and data_offsets; at least one is missing.");
        }

        return Place(file, name, dtype.Value, shape, range, dataStart);
    }

    private static SafetensorEntry Place(string file, string name, TensorDType dtype, long[] shape, long[] range, long dataStart)
    {
        if (range.Length != 2 || range[1] < range[0] || range[1] > long.MaxValue - dataStart)
        {
            throw new CheckpointFormatException(
                file, $"{name}.data_offsets",
                $"[{string.Join(", ", range)}] is not a range of bytes [begin, end].");
        }

        long length;
        try
        {
            length = dtype.ByteCount(shape);
        }
        catch (OverflowException error)
        {
            throw new CheckpointFormatException(
                file, $"{name}.shape",
                $"[{string.Join(", ", shape)}] has more elements than 63 bits count.",
                error);
        }

        if (length != range[1] - range[0])
        {
            throw new CheckpointFormatException(
                file, name,
                $"{dtype.FileName()} [{string.Join(", ", shape)}] takes {length} bytes, but data_offsets gives {range[1] - range[0]}.");
        }

        return new SafetensorEntry(name, dtype, shape, dataStart + range[0], length);
    }

    private static TensorDType ReadDType(string file, string name, ref Utf8JsonReader reader)
    {
        string? text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        return TensorDTypes.TryParse(text, out TensorDType dtype)
            ? dtype
            : throw new CheckpointFormatException(
                file, $"{name}.dtype",
                $"'{text ?? reader.TokenType.ToString()}' is not an element type that is read here (F32, F16, BF16, …).");
    }

    private static long[] ReadNumbers(string file, string location, ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new CheckpointFormatException(file, location, $"must be a list of whole numbers, not {reader.TokenType}.");
        }

        var numbers = new List<long>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0)
            {
                throw new CheckpointFormatException(file, location, "every element must be a whole number from 0 to 2^63 - 1.");
            }

            if (numbers.Count == MaximumRank)
            {
                throw new CheckpointFormatException(file, location, $"has more than {MaximumRank} elements.");
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }
}
