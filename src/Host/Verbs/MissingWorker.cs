using MlopsCl.Pipeline;

namespace MlopsCl.Host;

/// <summary>Tells whoever waits for a stream that no worker is at work on it: once, and again when one has come and gone.</summary>
/// <param name="log">What happened in the streams.</param>
/// <param name="stream">The stream.</param>
/// <param name="clock">The clock.</param>
/// <param name="tell">Takes the sentence, with the time that has passed.</param>
internal sealed class MissingWorker(StreamLog log, string stream, TimeProvider clock, Action<TimeSpan> tell)
{
    /// <summary>What a worker needs to start, or to be done with another stream's short run.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private long _since = clock.GetTimestamp();
    private long _looked = clock.GetTimestamp();
    private long _epoch = -1;
    private bool _isTold;

    /// <summary>For a verb that waits.</summary>
    public static MissingWorker Of(Workplace place, string stream, Screen screen) => new(place.Log, stream, place.Clock, time => screen.Line(
        $"no worker has been at work on stream '{stream}' for {time.TotalSeconds:0} s; start one, or one more: mlopscl worker --store {place.Settings.Store}" +
        (place.Settings.Bus == "memory" ? "" : $" --bus {place.Settings.Bus}")));

    /// <summary>Looks, if the last look is a while ago. Every claim of the stream raises its epoch, so that none between two looks is missed.</summary>
    public async Task LookAsync(CancellationToken cancellation)
    {
        if (clock.GetElapsedTime(_looked) < BetweenLooks)
            return;
        _looked = clock.GetTimestamp();
        var epoch = (await log.StateAsync(stream, cancellation)).Epoch;
        if (epoch != _epoch || await log.IsInWorkAsync(stream, cancellation))
        {
            // The first look only learns the epoch.
            if (_epoch >= 0)
                (_since, _isTold) = (_looked, false);
            _epoch = epoch;
        }
        else if (!_isTold && clock.GetElapsedTime(_since) is var waited && waited >= Patience)
        {
            _isTold = true;
            tell(waited);
        }
    }
}
