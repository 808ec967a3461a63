using MlopsCl.Learner;

namespace MlopsCl.Transforms.Saving;

/// <summary>The input of a saved step for questions without pictures.</summary>
public class TextContractInput : LvlmContractInput
{
    internal override IReadOnlyList<Picture> Pictures() => [];
}
