namespace MlopsCl.Samples.Classify;

/// <summary>What the classifier says about a row.</summary>
internal sealed class Scored
{
    public string Label { get; set; } = "";

    public string PredictedLabel { get; set; } = "";

    public float Probability { get; set; }

    /// <summary>The expected calibration error over ten bins: how far confidence is from accuracy, weighted by rows.</summary>
    public static double CalibrationError(IReadOnlyCollection<Scored> rows) => rows
        .GroupBy(row => Math.Min(9, (int)(row.Probability * 10)))
        .Sum(bin => Math.Abs(bin.Sum(row => row.Probability) - bin.Count(row => row.PredictedLabel == row.Label)) / rows.Count);
}
