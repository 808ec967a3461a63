namespace MlopsCl.Bench.MlNet;

/// <summary>An answer.</summary>
internal sealed class AnsweredRow
{
    public string Answer { get; set; } = "";
}
