using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>What <see cref="WeightPrecision"/> means to tensors and files.</summary>
internal static class WeightPrecisions
{
    /// <summary>The element type.</summary>
    public static ScalarType Type(this WeightPrecision precision) => precision switch
    {
        WeightPrecision.Float16 => ScalarType.Float16,
        WeightPrecision.BFloat16 => ScalarType.BFloat16,
        _ => ScalarType.Float32,
    };

    /// <summary>Bytes of one weight.</summary>
    public static int Bytes(this WeightPrecision precision) => precision == WeightPrecision.Float32 ? 4 : 2;

    /// <summary>The name that a <c>config.json</c> uses, such as <c>bfloat16</c>.</summary>
    public static string ConfigName(this WeightPrecision precision) => precision switch
    {
        WeightPrecision.Float16 => "float16",
        WeightPrecision.BFloat16 => "bfloat16",
        _ => "float32",
    };
}
