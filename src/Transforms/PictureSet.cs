using MlopsCl.Learner;

namespace MlopsCl.Transforms;

/// <summary>The pictures of one row, as the object that a column of <see cref="PictureSetDataViewType"/> holds.</summary>
/// <param name="pictures">The pictures in the order of their markers; may be empty.</param>
public sealed class PictureSet(IReadOnlyList<Picture> pictures)
{
    /// <summary>The pictures in the order of their markers.</summary>
    public IReadOnlyList<Picture> Pictures { get; } = pictures ?? throw new ArgumentNullException(nameof(pictures));
}
