namespace MlopsCl.Host;

/// <summary>Streams that could not be worked on: each is left alone for a while, so that it keeps no other stream waiting.</summary>
internal sealed class StreamTroubles(TimeSpan rest, TimeProvider clock)
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromMinutes(1);
    private readonly SortedDictionary<string, (string Reason, long Since, long Told)> _troubles = new(StringComparer.Ordinal);

    /// <summary>All of them in one line; null when there are none.</summary>
    public string? Summary => _troubles.Count == 0 ? null : string.Join("; ", _troubles.Select(t => $"stream {t.Key}: {t.Value.Reason}"));

    /// <summary>How many streams are in trouble.</summary>
    public int Count => _troubles.Count;

    /// <summary>Whether a stream was troubled so lately that it is not yet looked at again.</summary>
    public bool IsResting(string stream) => _troubles.TryGetValue(stream, out var trouble) && clock.GetElapsedTime(trouble.Since) < rest;

    /// <summary>Remembers what is wrong. Says whether it is worth a line: it is new, or the last line is a while ago.</summary>
    public bool Note(string stream, string reason)
    {
        var isNew = !_troubles.TryGetValue(stream, out var before) || before.Reason != reason || clock.GetElapsedTime(before.Told) >= BetweenLines;
        var now = clock.GetTimestamp();
        _troubles[stream] = (reason, now, isNew ? now : before.Told);
        return isNew;
    }

    public void Forget(string stream) => _troubles.Remove(stream);
}
