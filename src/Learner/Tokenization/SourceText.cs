namespace MlopsCl.Learner.Tokenization;

/// <summary>
/// A text on its way through normalization and splitting. Where it is asked for, each of its characters knows the range of the original
/// that it came from.
/// </summary>
internal sealed class SourceText
{
    private readonly int _offset;
    private readonly (int Start, int End)[]? _ranges;

    private SourceText(string value, bool isTracked, int offset, (int Start, int End)[]? ranges) =>
        (Value, IsTracked, _offset, _ranges) = (value, isTracked, offset, ranges);

    /// <summary>The characters.</summary>
    public string Value { get; }

    /// <summary>Whether the ranges are kept.</summary>
    public bool IsTracked { get; }

    /// <summary>A part of the original, as it is.</summary>
    /// <param name="value">The part.</param>
    /// <param name="offset">Where it begins in the original.</param>
    /// <param name="isTracked">Whether to keep the ranges from here on.</param>
    public static SourceText Of(string value, int offset, bool isTracked) => new(value, isTracked, offset, null);

    /// <summary>The range of the original that a part of this text came from.</summary>
    public (int Start, int End) Range(int start, int end)
    {
        if (_ranges is null)
        {
            return (start + _offset, end + _offset);
        }

        return start < end ? (_ranges[start].Start, _ranges[end - 1].End) : (0, 0);
    }

    /// <summary>A text made from a part of this one.</summary>
    /// <param name="start">The part's first character.</param>
    /// <param name="length">Its length.</param>
    /// <param name="value">The new text.</param>
    /// <param name="edits">What was changed, in order, as positions in the part.</param>
    public SourceText Rewrite(int start, int length, string value, List<Edit>? edits)
    {
        if (!IsTracked || edits is null)
        {
            return new SourceText(value, isTracked: false, 0, null);
        }

        var ranges = new (int Start, int End)[value.Length];
        (int read, int written) = (0, 0);
        foreach (Edit edit in edits)
        {
            CopyTo(ranges, ref written, start + read, edit.Start - read);
            Array.Fill(ranges, Range(start + edit.Start, start + edit.Start + edit.Length), written, edit.NewLength);
            read = edit.Start + edit.Length;
            written += edit.NewLength;
        }

        CopyTo(ranges, ref written, start + read, length - read);
        return new SourceText(value, isTracked: true, 0, ranges);
    }

    private void CopyTo((int Start, int End)[] ranges, ref int written, int from, int count)
    {
        for (int i = 0; i < count; i++)
        {
            ranges[written++] = Range(from + i, from + i + 1);
        }
    }

    /// <summary>A part of a text that was replaced.</summary>
    /// <param name="Start">Its first character.</param>
    /// <param name="Length">Its length.</param>
    /// <param name="NewLength">The length of what stands there now.</param>
    internal readonly record struct Edit(int Start, int Length, int NewLength);
}
