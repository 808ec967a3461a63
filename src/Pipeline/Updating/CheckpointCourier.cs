using System.Threading.Channels;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Updating;

/// <summary>
/// Carries training checkpoints between this worker's folder and the store: whatever the learner left in the folder is uploaded by content
/// and the journal points to it, beside the training; a worker that takes over begins with the newest.
/// </summary>
internal sealed class CheckpointCourier : IAsyncDisposable
{
    private const string Partial = ".partial"; // the learner is writing it and renames it when it is whole
    private const string MarkerFile = "stored-checkpoint";
    private readonly RunContext _context;
    private readonly string _folder;
    private readonly Channel<bool> _calls = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _stop;
    private readonly CancellationTokenSource _training;
    private Task _carrying = Task.CompletedTask;
    private string _seen = "";

    private CheckpointCourier(RunContext context, string folder, CancellationToken cancellation)
    {
        (_context, _folder) = (context, folder);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _training = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    }

    /// <summary>Stops the training: cancelled with the run, and when the journal shows that another worker has taken over.</summary>
    public CancellationToken Training => _training.Token;

    /// <summary>What showed that another worker has taken over; null while none has.</summary>
    public LostLeaseException? Lost { get; private set; }

    /// <summary>Brings the newest stored checkpoint here, unless this worker made it, and begins to carry new ones.</summary>
    public static async Task<CheckpointCourier> StartAsync(RunContext context, string folder, CancellationToken cancellation)
    {
        var courier = new CheckpointCourier(context, folder, cancellation);
        await courier.RestoreAsync(cancellation);
        courier._seen = courier.Stamp();
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
        if (_context.Run.CheckpointSha256 is not { } digest || (File.Exists(Marker) && await File.ReadAllTextAsync(Marker, cancellation) == digest))
            return;
        var manifest = await _context.Log.DocumentAsync<CheckpointManifest>(digest, cancellation);
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
        foreach (var (name, sha256) in manifest.Files)
        {
            var parts = name.Split('/').Select(FileName.Check);
            await _context.Content.FetchToAsync(sha256, Path.Combine([_folder, .. parts]), cancellation);
        }
        Directory.CreateDirectory(Path.GetDirectoryName(Marker)!);
        await File.WriteAllTextAsync(Marker, digest, cancellation);
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
        catch (StoreUnavailableException e)
        {
            _context.Tell(RunPhase.Train, $"a checkpoint could not be stored and stays on this worker: {e.Message}");
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
        var digest = await _context.StoreAsync(new CheckpointManifest(files), cancellation);
        await _context.Journal.MoveAsync(run => run with { CheckpointSha256 = digest, Claims = 0 }, cancellation);
        await File.WriteAllTextAsync(Marker, digest, cancellation);
        return true;
    }

    /// <summary>What the folder holds at this moment, to see whether it changed; empty while it is empty or being changed.</summary>
    private string Stamp()
    {
        try
        {
            return string.Join('\n', Files().Select(f => $"{f.FullName} {f.Length} {f.LastWriteTimeUtc.Ticks}"));
        }
        catch (FileNotFoundException)
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
