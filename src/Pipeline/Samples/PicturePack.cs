using System.Text.Json.Serialization;

namespace MlopsCl.Pipeline.Samples;

/// <summary>Pictures in one payload, one after another: thousands of small pictures cost a store one write, not thousands.</summary>
/// <param name="Sha256">The payload's SHA-256.</param>
/// <param name="Pictures">The pictures in their order, each right after the one before.</param>
public sealed record PicturePack(string Sha256, IReadOnlyList<PackedPicture> Pictures)
{
    /// <summary>Bytes in all.</summary>
    [JsonIgnore]
    public long Length => Pictures.Sum(p => (long)p.Length);
}
