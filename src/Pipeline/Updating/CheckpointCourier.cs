using System.Threading.Channels;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Updating;

/// <summary>
/// Carries training checkpoints between this worker's folder and the store: whatever the learner left in the folder is uploaded by content
/// and the journal points to it, beside the training; a worker that takes over begins with the newest. The one before is removed from the store.
/// </summary>
internal sealed class CheckpointCourier : IAsyncDisposable
{
    private const string Partial = ".partial"; // the learner is writing it and renames it when it is whole
    private const string MarkerFile = "stored-checkpoint";
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(5);
    private readonly RunContext _context;
    private readonly string _folder;
    private readonly StoredCheckpoint _stored;
    private readonly Channel<bool> _calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _training;
    private Task _carrying = Task.CompletedTask;
    private string _seen = "";

    private CheckpointCourier(RunContext context, string folder, CancellationToken cancellation)
    {
        (_context, _folder, _stored) = (context, folder, new StoredCheckpoint(context.Store));
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _training = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    }

    /// <summary>Stops the training: cancelled with the run, and when the journal shows that another worker has taken over.</summary>
    public CancellationToken Training => _training.Token;

    /// <summary>What showed that another worker has taken over; null while none has.</summary>
    public LostLeaseException? Lost { get; private set; }

    /// <summary>Whether the training had a checkpoint to go on from when it began.</summary>
    public bool HadCheckpoint { get; private set; }

    /// <summary>Brings the newest stored checkpoint here, unless this worker made it, and begins to carry new ones.</summary>
    public static async Task<CheckpointCourier> StartAsync(RunContext context, string folder, CancellationToken cancellation)
    {
        var courier = new CheckpointCourier(context, folder, cancellation);
        await courier.RestoreAsync(cancellation);
        courier._seen = courier.Stamp();
        courier.HadCheckpoint = courier._seen.Length > 0;
        courier._carrying = courier.CarryAsync(courier._stop.Token);
        return courier;
    }

    /// <summary>Looks for a new checkpoint soon.</summary>
    public void Look() => _calls.Writer.TryWrite(true);

    public async ValueTask DisposeAsync()
    {
        _calls.Writer.TryComplete();
        await _stop.CancelAsync();
        await _carrying;
        _stop.Dispose();
        _training.Dispose();
    }

    private string Marker => Path.Combine(Path.GetDirectoryName(_folder)!, MarkerFile);

    private async Task RestoreAsync(CancellationToken cancellation)
    {
        // After an error only the store's is trusted: what lies here may be what went wrong.
        var isTrusted = _context.Run.Attempts == 0;
        if (_context.Run.CheckpointSha256 is not { } digest)
        {
            if (!isTrusted)
                Remove();
            return;
        }
        if (isTrusted && File.Exists(Marker) && await File.ReadAllTextAsync(Marker, cancellation) == digest)
            return;
        if (!await FetchAsync(digest, cancellation))
        {
            _context.Tell(RunPhase.Train, "the stored checkpoint is no longer there, or damaged; the training begins anew");
            return;
        }
        Directory.CreateDirectory(Path.GetDirectoryName(Marker)!);
        await File.WriteAllTextAsync(Marker, digest, cancellation);
    }

    /// <summary>Puts a stored checkpoint in this worker's place of one; false, and no checkpoint here, when the store no longer has all of it.</summary>
    private async Task<bool> FetchAsync(string digest, CancellationToken cancellation)
    {
        Remove();
        if (await _stored.FindAsync(digest, cancellation) is not { } manifest)
            return false;
        try
        {
            foreach (var (name, sha256) in manifest.Files)
            {
                var parts = name.Split('/').Select(FileName.Check);
                await _context.Content.FetchToAsync(sha256, Path.Combine([_folder, .. parts]), cancellation);
            }
            return true;
        }
        catch (Exception e) when (e is FileNotFoundException or InvalidDataException)
        {
            Remove();
            return false;
        }
    }

    private void Remove()
    {
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private async Task CarryAsync(CancellationToken cancellation)
    {
        try
        {
            await foreach (var _ in _calls.Reader.ReadAllAsync(cancellation))
                await CarryOnceAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The training has ended, or is being stopped: what was not carried is in this worker's folder.
        }
        catch (LostLeaseException e)
        {
            Lost = e;
            await _training.CancelAsync();
        }
    }

    private async Task CarryOnceAsync(CancellationToken cancellation)
    {
        var stamp = Stamp();
        if (stamp == _seen || stamp.Length == 0)
            return;
        try
        {
            if (await UploadAsync(stamp, cancellation))
                _seen = stamp;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _context.Tell(RunPhase.Train, $"a checkpoint could not be stored and stays on this worker, or the one before not removed: {e.Message}");
            await Task.Delay(s_rest, _context.Clock, cancellation);
        }
    }

    private async Task<bool> UploadAsync(string stamp, CancellationToken cancellation)
    {
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal);
        try
        {
            foreach (var file in Files())
                files[Path.GetRelativePath(_folder, file.FullName).Replace('\\', '/')] = await _context.Content.AddFileAsync(file.FullName, cancellation);
        }
        catch (IOException e) when (e is not (StoreUnavailableException or StoreConflictException))
        {
            return false; // The learner replaced the checkpoint meanwhile; the next look finds the new one.
        }
        if (Stamp() != stamp)
            return false;
        var (former, manifest) = (_context.Run.CheckpointSha256, new CheckpointManifest(files));
        var digest = await _context.StoreAsync(manifest, cancellation);
        await _context.Journal.MoveAsync(run => run with { CheckpointSha256 = digest, Claims = 0 }, cancellation);
        await File.WriteAllTextAsync(Marker, digest, cancellation);
        await _stored.ForgetAsync(former == digest ? null : former, manifest, cancellation);
        return true;
    }

    /// <summary>What the folder holds at this moment, to see whether it changed; empty while it is empty or being changed.</summary>
    private string Stamp()
    {
        try
        {
            return string.Join('\n', Files().Select(f => $"{f.FullName} {f.Length} {f.LastWriteTimeUtc.Ticks}"));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return "";
        }
    }

    private FileInfo[] Files() => Directory.Exists(_folder)
        ? [.. new DirectoryInfo(_folder).EnumerateFiles("*", SearchOption.AllDirectories)
            .Where(f => f.Extension != Partial)
            .OrderBy(f => f.FullName, StringComparer.Ordinal)]
        : [];
}
