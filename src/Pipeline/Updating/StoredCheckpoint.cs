using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Updating;

/// <summary>
/// Training checkpoints in the store. They are large and serve until there is a newer one or the training has ended; then they are removed. Two runs may share
/// one by chance, so a checkpoint that is gone, or damaged, is no fault: the training begins anew and ends the same.
/// </summary>
internal sealed class StoredCheckpoint(IStore store)
{
    private readonly ContentStore _content = new(store);

    /// <summary>Its files; null when it was removed or damaged.</summary>
    public async Task<CheckpointManifest?> FindAsync(string sha256, CancellationToken cancellation)
    {
        try
        {
            return StoreJson.Read<CheckpointManifest>(await _content.ReadBytesAsync(sha256, cancellation), sha256);
        }
        catch (Exception e) when (e is FileNotFoundException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Removes a checkpoint, but not what the one that takes its place holds as well.</summary>
    /// <param name="sha256">The checkpoint's manifest; null does nothing.</param>
    /// <param name="successor">The checkpoint that takes its place; null when none does.</param>
    /// <param name="cancellation">Stops the call; what is left lies about and harms nothing.</param>
    public async Task ForgetAsync(string? sha256, CheckpointManifest? successor, CancellationToken cancellation)
    {
        if (sha256 is null || await FindAsync(sha256, cancellation) is not { } manifest)
            return;
        foreach (var file in manifest.Files.Values.Except(successor?.Files.Values ?? []))
            await _content.RemoveAsync(file, cancellation);
        await _content.RemoveAsync(sha256, cancellation);
    }
}
