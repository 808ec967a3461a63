using Microsoft.ML.Data;

namespace MlopsCl.Transforms.Saving;

/// <summary>
/// What every saved describing step adds: a vector in runs whose sizes are the binary digits of its length, because a class must state sizes and only
/// the model knows the length. A later step joins the runs. Public because ML.NET makes it when a model is loaded; not meant for other use.
/// </summary>
public sealed class FeatureContractOutput
{
    /// <summary>The longest vector that can be saved.</summary>
    internal const int MaxWidth = (1 << 15) - 1;

    private readonly Action<FeatureContractOutput, float[]>[] _runs =
    [
        (output, run) => output.Run1 = run,
        (output, run) => output.Run2 = run,
        (output, run) => output.Run4 = run,
        (output, run) => output.Run8 = run,
        (output, run) => output.Run16 = run,
        (output, run) => output.Run32 = run,
        (output, run) => output.Run64 = run,
        (output, run) => output.Run128 = run,
        (output, run) => output.Run256 = run,
        (output, run) => output.Run512 = run,
        (output, run) => output.Run1024 = run,
        (output, run) => output.Run2048 = run,
        (output, run) => output.Run4096 = run,
        (output, run) => output.Run8192 = run,
        (output, run) => output.Run16384 = run,
    ];

    /// <summary>A run of 1 number, where the vector's length has the binary digit 1.</summary>
    [ColumnName(SavedColumns.Features + "1")]
    [VectorType(1)]
    public float[] Run1 { get; set; } = [];

    /// <summary>A run of 2 numbers, where the vector's length has the binary digit 2.</summary>
    [ColumnName(SavedColumns.Features + "2")]
    [VectorType(2)]
    public float[] Run2 { get; set; } = [];

    /// <summary>A run of 4 numbers, where the vector's length has the binary digit 4.</summary>
    [ColumnName(SavedColumns.Features + "4")]
    [VectorType(4)]
    public float[] Run4 { get; set; } = [];

    /// <summary>A run of 8 numbers, where the vector's length has the binary digit 8.</summary>
    [ColumnName(SavedColumns.Features + "8")]
    [VectorType(8)]
    public float[] Run8 { get; set; } = [];

    /// <summary>A run of 16 numbers, where the vector's length has the binary digit 16.</summary>
    [ColumnName(SavedColumns.Features + "16")]
    [VectorType(16)]
    public float[] Run16 { get; set; } = [];

    /// <summary>A run of 32 numbers, where the vector's length has the binary digit 32.</summary>
    [ColumnName(SavedColumns.Features + "32")]
    [VectorType(32)]
    public float[] Run32 { get; set; } = [];

    /// <summary>A run of 64 numbers, where the vector's length has the binary digit 64.</summary>
    [ColumnName(SavedColumns.Features + "64")]
    [VectorType(64)]
    public float[] Run64 { get; set; } = [];

    /// <summary>A run of 128 numbers, where the vector's length has the binary digit 128.</summary>
    [ColumnName(SavedColumns.Features + "128")]
    [VectorType(128)]
    public float[] Run128 { get; set; } = [];

    /// <summary>A run of 256 numbers, where the vector's length has the binary digit 256.</summary>
    [ColumnName(SavedColumns.Features + "256")]
    [VectorType(256)]
    public float[] Run256 { get; set; } = [];

    /// <summary>A run of 512 numbers, where the vector's length has the binary digit 512.</summary>
    [ColumnName(SavedColumns.Features + "512")]
    [VectorType(512)]
    public float[] Run512 { get; set; } = [];

    /// <summary>A run of 1024 numbers, where the vector's length has the binary digit 1024.</summary>
    [ColumnName(SavedColumns.Features + "1024")]
    [VectorType(1024)]
    public float[] Run1024 { get; set; } = [];

    /// <summary>A run of 2048 numbers, where the vector's length has the binary digit 2048.</summary>
    [ColumnName(SavedColumns.Features + "2048")]
    [VectorType(2048)]
    public float[] Run2048 { get; set; } = [];

    /// <summary>A run of 4096 numbers, where the vector's length has the binary digit 4096.</summary>
    [ColumnName(SavedColumns.Features + "4096")]
    [VectorType(4096)]
    public float[] Run4096 { get; set; } = [];

    /// <summary>A run of 8192 numbers, where the vector's length has the binary digit 8192.</summary>
    [ColumnName(SavedColumns.Features + "8192")]
    [VectorType(8192)]
    public float[] Run8192 { get; set; } = [];

    /// <summary>A run of 16384 numbers, where the vector's length has the binary digit 16384.</summary>
    [ColumnName(SavedColumns.Features + "16384")]
    [VectorType(16384)]
    public float[] Run16384 { get; set; } = [];

    /// <summary>The sizes of a vector's runs, longest first.</summary>
    internal static IEnumerable<int> Sizes(int width) => Enumerable.Range(0, 15).Select(digit => 1 << digit).Where(size => (width & size) != 0).Reverse();

    internal void Set(float[] vector)
    {
        var from = 0;
        foreach (var size in Sizes(vector.Length))
        {
            _runs[int.Log2(size)](this, vector[from..(from + size)]);
            from += size;
        }
    }
}
