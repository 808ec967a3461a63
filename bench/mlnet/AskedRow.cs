using MlopsCl.Learner;

namespace MlopsCl.Bench.MlNet;

/// <summary>A question about a picture.</summary>
internal sealed class AskedRow
{
    public string Image { get; set; } = "";

    public string Prompt { get; set; } = "";

    public Question ToQuestion() => new(Prompt, [Picture.FromFile(Image)]);
}
