using MlopsCl.Learner;

namespace MlopsCl.Pipeline.Datasets;

/// <summary>The files of a dataset by name: those of a folder, and those that were unpacked into memory, for thousands of small files cost a disk dearly.</summary>
/// <param name="folder">The folder; it need not exist when every file is held.</param>
/// <param name="held">Files in memory, by names without '.' and empty parts.</param>
internal sealed class DatasetFiles(string folder, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> held)
{
    /// <summary>The files of a folder.</summary>
    public static DatasetFiles OfFolder(string folder) => new(folder, new Dictionary<string, ReadOnlyMemory<byte>>());

    /// <summary>The prefix of the names: empty, or the only folder inside ('x/') when nothing else is there.</summary>
    public string Root()
    {
        var tops = held.Keys.Select(name => name.Split('/') is [var first, _, ..] ? first + "/" : name)
            .Concat(Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path) + (Directory.Exists(path) ? "/" : "")) : [])
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
    public ReadOnlyMemory<byte> Read(string name) => held.TryGetValue(EntryName.Plain(name), out var bytes) ? bytes : File.ReadAllBytes(EntryName.Under(folder, name));

    /// <summary>A file that exists, as a picture.</summary>
    public Picture Picture(string name) =>
        held.TryGetValue(EntryName.Plain(name), out var bytes) ? Learner.Picture.FromBytes(bytes) : Learner.Picture.FromFile(EntryName.Under(folder, name));
}
