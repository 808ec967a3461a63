using System.Buffers.Binary;
using System.IO.Compression;

namespace MlopsCl.Host.Tests;

/// <summary>A dataset that must not be learned from.</summary>
/// <param name="Task">The task that it claims to be of.</param>
/// <param name="Address">Where it lies.</param>
/// <param name="Blame">Words that the reason must hold: what is at fault.</param>
/// <param name="Digest">The digest to announce; null for its own.</param>
internal sealed record BadDataset(string Task, string Address, string[] Blame, string? Digest = null)
{
    private const int HeaderLength = 13;

    /// <summary>One of each kind.</summary>
    public static IEnumerable<BadDataset> Of(Site site)
    {
        var zeros = new string('0', 64);
        yield return new(
            "missing", Spoiled(site, "missing", folder => File.Delete(Path.Combine(folder, "images", "train-3.png"))), ["train.json, record 4", "train-3.png"]);
        yield return new("broken", Spoiled(site, "broken", folder => File.AppendAllText(Path.Combine(folder, "train.json"), "{")), ["train.json"]);
        yield return new("empty", Spoiled(site, "empty", folder => File.WriteAllText(Path.Combine(folder, "test.json"), "[]")), ["test.json"]);
        yield return new("digest", Spoiled(site, "digest", _ => { }), [zeros], zeros);
        yield return new(
            "outside", Spoiled(site, "outside", folder => Rename(folder, "train-5.png", "../../train-5.png")), ["train.json, record 6", "../../train-5.png"]);
        yield return new("escape", Archive(site, "escape", zip => zip.CreateEntry("../escaped.png")), ["../escaped.png"]);
        yield return new(
            "huge", Spoiled(site, "huge", folder => Enlarge(Path.Combine(folder, "images", "train-7.png"), 50_000)), ["train.json, record 8", "50000 x 50000"]);
        yield return new("bomb", Archive(site, "bomb", zip => Fill(zip.CreateEntry("images/train-24.png"), 64 << 20)), ["images/train-24.png", "bomb"]);
    }

    private static string Spoiled(Site site, string name, Action<string> spoil)
    {
        var folder = TinyTask.Warmth.Write(site["datasets/" + name]);
        spoil(folder);
        return folder;
    }

    private static string Archive(Site site, string name, Action<ZipArchive> spoil)
    {
        var path = site[$"datasets/{name}.zip"];
        ZipFile.CreateFromDirectory(TinyTask.Warmth.Write(site["datasets/" + name]), path);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Update);
        spoil(zip);
        return path;
    }

    private static void Rename(string folder, string picture, string to)
    {
        var file = Path.Combine(folder, "train.json");
        File.WriteAllText(file, File.ReadAllText(file).Replace($"\"image\":\"{picture}\"", $"\"image\":\"{to}\"", StringComparison.Ordinal));
    }

    private static void Fill(ZipArchiveEntry entry, int zeros)
    {
        using var content = entry.Open();
        content.Write(new byte[zeros]);
    }

    // A PNG begins with 8 bytes of signature; its first chunk is the header: length, name, width, height, ..., sum.
    private static void Enlarge(string png, int side)
    {
        var bytes = File.ReadAllBytes(png);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), side);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), side);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(16 + HeaderLength), Sum(bytes.AsSpan(12, 4 + HeaderLength)));
        File.WriteAllBytes(png, bytes);
    }

    // CRC-32, as PNG has it.
    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var value in bytes)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum >> 1) ^ (0xEDB88320 & (0 - (sum & 1)));
        }
        return ~sum;
    }
}
