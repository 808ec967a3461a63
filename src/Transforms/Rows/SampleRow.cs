using MlopsCl.Learner;

namespace MlopsCl.Transforms.Rows;

/// <summary>A sample as the row that <see cref="ContinualLearningCatalog.LoadSamples"/> makes of it.</summary>
internal sealed class SampleRow(Sample sample)
{
    public string Id => sample.Id;

    public string Task => sample.Task;

    [PictureSet]
    public PictureSet Image { get; } = new(sample.Pictures);

    public string[] History { get; } = [.. sample.Turns.SkipLast(2).Select(turn => turn.Text)];

    public string Prompt => sample.Prompt;

    public string Label => sample.Label;
}
