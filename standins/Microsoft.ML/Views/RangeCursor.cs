namespace Microsoft.ML.Data;

/// <summary>Leaves out the first rows, and stops after some.</summary>
internal sealed class RangeCursor(DataViewRowCursor source, bool[] active, long skip, long take) : LinkedCursor(source, active)
{
    private long _skipped;

    private protected override bool Advance()
    {
        if (Position + 1 >= take)
            return false;
        for (; _skipped < skip; _skipped++)
            if (!Source.MoveNext())
                return false;
        return Source.MoveNext();
    }
}
