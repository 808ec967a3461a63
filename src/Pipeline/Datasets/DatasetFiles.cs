using MlopsCl.Learner;

namespace MlopsCl.Pipeline.Datasets;

/// <summary>
/// The files of a dataset by name: those of a folder, and those that were unpacked into memory, for thousands of small files cost a disk dearly.
/// </summary>
/// <param name="folder">The folder; it need not exist when every file is held.</param>
/// <param name="held">Files in memory, by names without '.' and empty parts.</param>
/// <param name="digests">SHA-256 of the folder's files, where others can write to it: what no longer has its digest is not read. Null where nobody can.</param>
internal sealed class DatasetFiles(string folder, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> held, IReadOnlyDictionary<string, string>? digests = null)
{
    /// <summary>The files of a folder.</summary>
    public static DatasetFiles OfFolder(string folder, IReadOnlyDictionary<string, string>? digests = null) =>
        new(folder, new Dictionary<string, ReadOnlyMemory<byte>>(), digests);

    /// <summary>The prefix of the names: empty, or the only folder inside ('x/') when nothing else is there.</summary>
    public string Root()
    {
        var tops = held.Keys.Select(name => name.Split('/') is [var first, _, ..] ? first + "/" : name)
            .Concat(
                Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder).Select(
                    path => Path.GetFileName(path) + (Directory.Exists(path) ? "/" : "")) : [])
            .Distinct().Take(2).ToArray();
        return tops is [var only] && only.EndsWith('/') ? only : "";
    }

    /// <summary>The number of bytes of a file; null when there is none of this name.</summary>
    public long? Length(string name)
    {
        if (held.TryGetValue(EntryName.Plain(name), out var bytes))
            return bytes.Length;
        var file = new FileInfo(EntryName.Under(folder, name));
        return file.Exists ? file.Length : null;
    }

    /// <summary>The content of a file that exists.</summary>
    /// <exception cref="DatasetRejectedException">The file was changed, or came, after the dataset was verified.</exception>
    public ReadOnlyMemory<byte> Read(string name)
    {
        if (held.TryGetValue(EntryName.Plain(name), out var bytes))
            return bytes;
        var read = File.ReadAllBytes(EntryName.Under(folder, name));
        return DigestOf(name) is { } digest && ContentDigest.Of(read) != digest ? throw Changed(name) : read;
    }

    /// <summary>A file that exists, as a picture.</summary>
    /// <exception cref="DatasetRejectedException">The file came after the dataset was verified.</exception>
    public Picture Picture(string name)
    {
        if (held.TryGetValue(EntryName.Plain(name), out var bytes))
            return Learner.Picture.FromBytes(bytes);
        var path = EntryName.Under(folder, name);
        return DigestOf(name) is { } digest ? Learner.Picture.FromFile(path, digest) : Learner.Picture.FromFile(path);
    }

    private string? DigestOf(string name) => digests is null ? null : digests.GetValueOrDefault(EntryName.Plain(name)) ?? throw Changed(name);

    private static DatasetRejectedException Changed(string name) => new(
        DatasetFault.Digest, $"The file '{name}' changed while the dataset was being read. Leave a submitted folder alone, and submit it again.");
}
