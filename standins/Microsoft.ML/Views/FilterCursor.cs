namespace Microsoft.ML.Data;

/// <summary>Leaves out the rows that a test does not want.</summary>
internal sealed class FilterCursor(DataViewRowCursor source, bool[] active, Func<bool> wanted) : LinkedCursor(source, active)
{
    private protected override bool Advance()
    {
        while (Source.MoveNext())
            if (wanted())
                return true;
        return false;
    }
}
