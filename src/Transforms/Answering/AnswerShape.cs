namespace MlopsCl.Transforms.Answering;

/// <summary>The added columns as a class: columns of a shape cannot be made otherwise from outside of ML.NET.</summary>
internal sealed class AnswerShape
{
    public string Answer { get; set; } = "";

    public float Confidence { get; set; }

    public float[] Scores { get; set; } = [];
}
