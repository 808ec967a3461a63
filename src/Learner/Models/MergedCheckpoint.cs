using System.Text.Json;
using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Checkpoints;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>A checkpoint's weights with adapters merged in, one at a time, under the checkpoint's own keys.</summary>
internal sealed class MergedCheckpoint : IDisposable
{
    private const int PartBytes = 4 << 20;
    private static readonly Dictionary<string, string> Metadata = new() { ["format"] = "pt" };

    private readonly ShardedCheckpoint _checkpoint;
    private readonly AdapterState _adapters;
    private readonly WeightPrecision? _precision;
    private readonly SafetensorEntry[] _entries;

    private MergedCheckpoint(ShardedCheckpoint checkpoint, AdapterState adapters, WeightPrecision? precision)
    {
        (_checkpoint, _adapters, _precision) = (checkpoint, adapters, precision);
        _entries = [.. checkpoint.Entries.Values.OrderBy(entry => entry.Name, StringComparer.Ordinal)];
    }

    /// <summary>Weights.</summary>
    public int Tensors => _entries.Length;

    /// <summary>Weights that the adapters change.</summary>
    public int Merged => _entries.Count(IsChanged);

    /// <summary>Bytes of all weights as they are written.</summary>
    public long Bytes => _entries.Sum(BytesOf);

    /// <summary>Opens a model folder.</summary>
    /// <exception cref="InvalidDataException">The weights are not those of the configuration.</exception>
    public static MergedCheckpoint Open(string folder, AdapterState adapters, WeightPrecision? precision)
    {
        var checkpoint = ShardedCheckpoint.Open(folder);
        try
        {
            CheckpointContents.Check(folder, LlavaConfigFile.Read(folder), checkpoint);
            return new MergedCheckpoint(checkpoint, adapters, precision);
        }
        catch
        {
            checkpoint.Dispose();
            throw;
        }
    }

    /// <summary>Writes <c>model.safetensors</c>, or shards with their index where one file would hold more than a limit.</summary>
    public void WriteWeights(string folder, long shardBytes, IProgress<double>? progress, CancellationToken cancellation)
    {
        var shards = Shards(shardBytes);
        var (all, done) = (Bytes, 0L);
        for (var index = 0; index < shards.Count; index++)
        {
            SafetensorsWriter.Write(Path.Combine(folder, Name(index, shards.Count)), shards[index].Select(Source), Metadata);
        }

        if (shards.Count > 1)
            WriteIndex(folder, shards);

        SafetensorSource Source(SafetensorEntry entry) => new(entry.Name, TypeOf(entry), entry.Shape, stream =>
        {
            cancellation.ThrowIfCancellationRequested();
            Copy(entry, stream);
            progress?.Report((done += BytesOf(entry)) / (double)all);
        });
    }

    public void Dispose() => _checkpoint.Dispose();

    private static string Name(int index, int count) =>
        count == 1 ? "model.safetensors" : FormattableString.Invariant($"model-{index + 1:D5}-of-{count:D5}.safetensors");

    private List<List<SafetensorEntry>> Shards(long limit)
    {
        var shards = new List<List<SafetensorEntry>> { new() };
        var size = 0L;
        foreach (var entry in _entries)
        {
            if (size > 0 && size + BytesOf(entry) > limit)
            {
                shards.Add([]);
                size = 0;
            }

            shards[^1].Add(entry);
            size += BytesOf(entry);
        }

        return shards;
    }

    private void WriteIndex(string folder, List<List<SafetensorEntry>> shards)
    {
        var map = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < shards.Count; index++)
        {
            foreach (var entry in shards[index])
                map.Add(entry.Name, Name(index, shards.Count));
        }

        var text = JsonSerializer.Serialize(
            new { metadata = new { total_size = Bytes }, weight_map = map }, new JsonSerializerOptions { WriteIndented = true });
        File.WriteAllText(Path.Combine(folder, ShardIndex.FileName), text + "\n");
    }

    private void Copy(SafetensorEntry entry, Stream stream)
    {
        var file = _checkpoint.Owner(entry.Name);
        if (!IsChanged(entry) && TypeOf(entry) == entry.DType)
        {
            for (long from = 0; from < entry.Length; from += PartBytes)
            {
                using var part = file.Map(entry.Name, from, (int)Math.Min(PartBytes, entry.Length - from));
                stream.Write(part.Span);
            }

            return;
        }

        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var weight = TensorReader.Read(file, entry, ScalarType.Float32, CPU);
        var merged = AdapterMerge.Apply(_adapters, ParameterNames.FromKey(entry.Name), weight);
        TensorFile.CopyTo(stream, merged.to_type(ElementType(TypeOf(entry))));
    }

    private bool IsChanged(SafetensorEntry entry) => AdapterMerge.Changes(_adapters, ParameterNames.FromKey(entry.Name));

    private long BytesOf(SafetensorEntry entry) => TypeOf(entry).ByteCount(entry.Shape);

    private TensorDType TypeOf(SafetensorEntry entry) => entry.DType is not (TensorDType.F32 or TensorDType.F16 or TensorDType.BF16 or TensorDType.F64)
        ? entry.DType
        : _precision switch
        {
            null => entry.DType,
            WeightPrecision.Float16 => TensorDType.F16,
            WeightPrecision.BFloat16 => TensorDType.BF16,
            _ => TensorDType.F32,
        };

    private static ScalarType ElementType(TensorDType type) => type switch
    {
        TensorDType.F16 => ScalarType.Float16,
        TensorDType.BF16 => ScalarType.BFloat16,
        TensorDType.F64 => ScalarType.Float64,
        _ => ScalarType.Float32,
    };
}
