namespace Microsoft.ML.Data;

/// <summary>Leaves out the first rows, and stops after some.</summary>
internal sealed class RangeCursor(DataViewRowCursor source, bool[] active, long skip, long take) : LinkedCursor(source, active)
{
    private long skipped;

    private protected override bool Advance()
    {
        if (Position + 1 >= take)
            return false;
        for (; skipped < skip; skipped++)
            if (!Source.MoveNext())
                return false;
        return Source.MoveNext();
    }
}
