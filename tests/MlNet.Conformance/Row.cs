using Microsoft.ML.Data;

namespace MlopsCl.MlNet.Conformance;

/// <summary>A row with one member of each everyday kind.</summary>
public sealed class Row
{
    public string? Text { get; set; }

    public float Number { get; set; }

    [VectorType(2)]
    public float[]? Pair { get; set; }

    public byte[]? Bytes { get; set; }

    public static Row Of(int index) => new() { Text = $"row {index}", Number = index, Pair = [index, -index], Bytes = [(byte)index] };
}
