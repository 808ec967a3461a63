using Microsoft.ML.Transforms;

namespace MlopsCl.MlNet.Conformance;

/// <summary>Custom mappings with contracts, which a model file can name.</summary>
public static class Mappings
{
    public const string LengthContract = "MlopsCl.Conformance.Length";

    public const string RunningContract = "MlopsCl.Conformance.Running";

    public sealed class In
    {
        public string? Text { get; set; }
    }

    public sealed class Out
    {
        public float Length { get; set; }

        public string? Loud { get; set; }
    }

    public sealed class Total
    {
        public float Sum { get; set; }
    }

    public sealed class NumberIn
    {
        public float Number { get; set; }
    }

    public sealed class SumOut
    {
        public float SumSoFar { get; set; }
    }

    [CustomMappingFactoryAttribute(LengthContract)]
    public sealed class LengthFactory : CustomMappingFactory<In, Out>
    {
        public override Action<In, Out> GetMapping() => Measure;
    }

    [CustomMappingFactoryAttribute(RunningContract)]
    public sealed class RunningFactory : StatefulCustomMappingFactory<NumberIn, SumOut, Total>
    {
        public override Action<NumberIn, SumOut, Total> GetMapping() => Add;

        public override Action<Total> GetStateInitAction() => Start;
    }

    public static void Measure(In source, Out target)
    {
        target.Length = source.Text!.Length;
        target.Loud = source.Text.ToUpperInvariant();
    }

    public static void Add(NumberIn source, SumOut target, Total state) => target.SumSoFar = state.Sum += source.Number;

    public static void Start(Total state) => state.Sum = 100;
}
