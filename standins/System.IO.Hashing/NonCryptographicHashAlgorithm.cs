using System.ComponentModel;

namespace System.IO.Hashing;

/// <summary>
/// A hash function over bytes that is not meant to resist an adversary. Subclasses keep the running state; this class
/// gives the ways to feed it and to read it. Not thread-safe.
/// </summary>
/// <remarks>API-compatible with the type of this name in the package System.IO.Hashing.</remarks>
public abstract class NonCryptographicHashAlgorithm
{
    private const int StreamBufferBytes = 4096;

    /// <summary>Sets the length of the hash that a subclass produces.</summary>
    /// <param name="hashLengthInBytes">Bytes in one hash value, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="hashLengthInBytes"/> is below 1.</exception>
    protected NonCryptographicHashAlgorithm(int hashLengthInBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hashLengthInBytes, 1);
        HashLengthInBytes = hashLengthInBytes;
    }

    /// <summary>Bytes in one hash value.</summary>
    public int HashLengthInBytes { get; }

    /// <summary>Adds bytes to what is hashed.</summary>
    /// <param name="source">The bytes that follow those appended so far.</param>
    public abstract void Append(ReadOnlySpan<byte> source);

    /// <summary>Forgets everything appended so far.</summary>
    public abstract void Reset();

    /// <summary>Writes the hash of what was appended so far, and keeps the state.</summary>
    /// <param name="destination">Exactly <see cref="HashLengthInBytes"/> bytes.</param>
    protected abstract void GetCurrentHashCore(Span<byte> destination);

    /// <summary>Writes the hash of what was appended so far, then resets.</summary>
    /// <param name="destination">Exactly <see cref="HashLengthInBytes"/> bytes.</param>
    protected virtual void GetHashAndResetCore(Span<byte> destination)
    {
        GetCurrentHashCore(destination);
        Reset();
    }

    /// <summary>Adds bytes to what is hashed.</summary>
    /// <param name="source">The bytes that follow those appended so far.</param>
    /// <exception cref="ArgumentNullException"><paramref name="source"/> is null.</exception>
    public void Append(byte[] source)
    {
        ArgumentNullException.ThrowIfNull(source);
        Append(new ReadOnlySpan<byte>(source));
    }

    /// <summary>Adds the rest of a stream to what is hashed. The stream stays open.</summary>
    /// <param name="stream">Read from its position to its end.</param>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public void Append(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var buffer = new byte[StreamBufferBytes];
        int read;
        while ((read = stream.Read(buffer, 0, buffer.Length)) > 0)
            Append(new ReadOnlySpan<byte>(buffer, 0, read));
    }

    /// <summary>Adds the rest of a stream to what is hashed. The stream stays open.</summary>
    /// <param name="stream">Read from its position to its end.</param>
    /// <param name="cancellationToken">Stops the reading between two blocks.</param>
    /// <returns>Completes when the end of the stream is reached.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public Task AppendAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return AppendBlocks(stream, cancellationToken);
    }

    /// <summary>The hash of what was appended so far; the state is kept.</summary>
    /// <returns>A new array of <see cref="HashLengthInBytes"/> bytes.</returns>
    public byte[] GetCurrentHash()
    {
        var hash = new byte[HashLengthInBytes];
        GetCurrentHashCore(hash);
        return hash;
    }

    /// <summary>Writes the hash of what was appended so far; the state is kept.</summary>
    /// <param name="destination">At least <see cref="HashLengthInBytes"/> bytes.</param>
    /// <returns>The number of bytes written.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    public int GetCurrentHash(Span<byte> destination) =>
        TryGetCurrentHash(destination, out var written) ? written : throw TooShort(destination.Length);

    /// <summary>Writes the hash of what was appended so far if there is room; the state is kept.</summary>
    /// <param name="destination">Where the hash goes.</param>
    /// <param name="bytesWritten">The bytes written: <see cref="HashLengthInBytes"/>, or 0 where there is no room.</param>
    /// <returns>False where <paramref name="destination"/> is too short.</returns>
    public bool TryGetCurrentHash(Span<byte> destination, out int bytesWritten)
    {
        bytesWritten = destination.Length < HashLengthInBytes ? 0 : HashLengthInBytes;
        if (bytesWritten == 0)
            return false;
        GetCurrentHashCore(destination[..HashLengthInBytes]);
        return true;
    }

    /// <summary>The hash of what was appended so far; then everything is forgotten.</summary>
    /// <returns>A new array of <see cref="HashLengthInBytes"/> bytes.</returns>
    public byte[] GetHashAndReset()
    {
        var hash = new byte[HashLengthInBytes];
        GetHashAndResetCore(hash);
        return hash;
    }

    /// <summary>Writes the hash of what was appended so far; then everything is forgotten.</summary>
    /// <param name="destination">At least <see cref="HashLengthInBytes"/> bytes.</param>
    /// <returns>The number of bytes written.</returns>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    public int GetHashAndReset(Span<byte> destination) =>
        TryGetHashAndReset(destination, out var written) ? written : throw TooShort(destination.Length);

    /// <summary>Writes the hash of what was appended so far if there is room, and only then resets.</summary>
    /// <param name="destination">Where the hash goes.</param>
    /// <param name="bytesWritten">The bytes written: <see cref="HashLengthInBytes"/>, or 0 where there is no room.</param>
    /// <returns>False where <paramref name="destination"/> is too short.</returns>
    public bool TryGetHashAndReset(Span<byte> destination, out int bytesWritten)
    {
        bytesWritten = destination.Length < HashLengthInBytes ? 0 : HashLengthInBytes;
        if (bytesWritten == 0)
            return false;
        GetHashAndResetCore(destination[..HashLengthInBytes]);
        return true;
    }

    /// <summary>Not supported: this is not the hash of what was appended.</summary>
    /// <returns>Never returns.</returns>
    /// <exception cref="NotSupportedException">Always; call <see cref="GetCurrentHash()"/> instead.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("Use GetCurrentHash() to retrieve the computed hash code.", true)]
    public override int GetHashCode() =>
        throw new NotSupportedException("GetHashCode is not the hash of the appended bytes. Call GetCurrentHash instead.");

    private async Task AppendBlocks(Stream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[StreamBufferBytes];
        int read;
        while ((read = await stream.ReadAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false)) > 0)
            Append(new ReadOnlySpan<byte>(buffer, 0, read));
    }

    private ArgumentException TooShort(int length) =>
        new($"The destination has {length} bytes, and a hash has {HashLengthInBytes}. Give a longer one.", "destination");
}
