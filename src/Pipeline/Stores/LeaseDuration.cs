namespace MlopsCl.Pipeline.Stores;

/// <summary>How long a lease may be, the same for every kind of store (Azure Blob's limits).</summary>
internal static class LeaseDuration
{
    public static void Check(TimeSpan duration)
    {
        if (duration < TimeSpan.FromSeconds(15) || duration > TimeSpan.FromSeconds(60))
            throw new ArgumentOutOfRangeException(nameof(duration), duration, "A lease lasts 15 to 60 seconds; renew it to hold it longer.");
    }
}
