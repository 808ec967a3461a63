namespace MlopsCl.Learner.Checkpoints;

/// <summary>A model folder's weights, one file or many shards, as one set of tensors.</summary>
internal sealed class ShardedCheckpoint : IDisposable
{
    private const string SingleFileName = "model.safetensors";

    private readonly IReadOnlyList<SafetensorsFile> _files;
    private readonly Dictionary<string, SafetensorsFile> _owners = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SafetensorEntry> _entries = new(StringComparer.Ordinal);

    private ShardedCheckpoint(IReadOnlyList<SafetensorsFile> files)
    {
        _files = files;
        foreach (SafetensorsFile file in files)
        {
            foreach ((string name, SafetensorEntry entry) in file.Entries)
            {
                if (!_owners.TryAdd(name, file))
                {
                    throw new CheckpointFormatException(
                        file.Path, name,
                        $"this tensor is also in {_owners[name].Path}; a checkpoint has it once.");
                }

                _entries.Add(name, entry);
            }
        }
    }

    /// <summary>Every tensor by name. Offsets count from the start of the file that holds the tensor.</summary>
    public IReadOnlyDictionary<string, SafetensorEntry> Entries => _entries;

    /// <summary>The files that hold the tensors.</summary>
    public IReadOnlyList<SafetensorsFile> Files => _files;

    /// <summary>Opens <c>model.safetensors</c>, or the shards that <c>model.safetensors.index.json</c> names.</summary>
    /// <param name="folder">A model folder in Hugging Face layout.</param>
    /// <exception cref="FileNotFoundException">The folder has neither file, or a shard is missing.</exception>
    /// <exception cref="CheckpointFormatException">A file breaks its format, or index and shards disagree.</exception>
    public static ShardedCheckpoint Open(string folder)
    {
        string single = Path.Combine(folder, SingleFileName);
        if (File.Exists(single))
        {
            return new ShardedCheckpoint([SafetensorsFile.Open(single)]);
        }

        string index = Path.Combine(folder, ShardIndex.FileName);
        return File.Exists(index)
            ? OpenShards(folder, index)
            : throw new FileNotFoundException(
                $"{folder} has neither {SingleFileName} nor {ShardIndex.FileName}; pickled weights (*.bin, *.pt) are never "
                + "read, convert them to safetensors.",
                single);
    }

    /// <summary>The file that holds a tensor.</summary>
    /// <exception cref="KeyNotFoundException">The checkpoint has no such tensor.</exception>
    public SafetensorsFile Owner(string name) => _owners.TryGetValue(name, out SafetensorsFile? file)
        ? file
        : throw new KeyNotFoundException($"The checkpoint of {_files.Count} files beginning with {_files[0].Path} has no tensor '{name}'.");

    /// <summary>Closes all files. Addresses that were given out become invalid.</summary>
    public void Dispose()
    {
        foreach (SafetensorsFile file in _files)
        {
            file.Dispose();
        }
    }

    private static ShardedCheckpoint OpenShards(string folder, string index)
    {
        Dictionary<string, string> map = ShardIndex.Read(index);
        ThrowIfShardsAreMissing(folder, map);
        var files = new List<SafetensorsFile>();
        try
        {
            foreach (string shard in map.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            {
                files.Add(SafetensorsFile.Open(Path.Combine(folder, shard)));
            }

            var checkpoint = new ShardedCheckpoint(files);
            checkpoint.CheckAgainst(index, map);
            return checkpoint;
        }
        catch
        {
            files.ForEach(file => file.Dispose());
            throw;
        }
    }

    private static void ThrowIfShardsAreMissing(string folder, Dictionary<string, string> map)
    {
        var missing = map.GroupBy(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal)
            .Where(shard => !File.Exists(Path.Combine(folder, shard.Key))).OrderBy(shard => shard.Key, StringComparer.Ordinal).ToList();
        if (missing.Count > 0)
        {
            string which = string.Join(", ", missing.Select(shard => $"{shard.Key} (holds {shard.Order(StringComparer.Ordinal).First()})"));
            throw new FileNotFoundException(
                $"{folder} lacks {missing.Count} of the files that {ShardIndex.FileName} names: {which}. Fetch the whole checkpoint.",
                Path.Combine(folder, missing[0].Key));
        }
    }

    private void CheckAgainst(string index, Dictionary<string, string> map)
    {
        foreach ((string name, string shard) in map)
        {
            if (!_owners.TryGetValue(name, out SafetensorsFile? owner) || Path.GetFileName(owner.Path) != shard)
            {
                throw new CheckpointFormatException(
                    index, name,
                    $"{shard} should hold this tensor and does not; index and shards belong to different checkpoints.");
            }
        }

        string? extra = _owners.Keys.FirstOrDefault(name => !map.ContainsKey(name));
        if (extra is not null)
        {
            throw new CheckpointFormatException(
                _owners[extra].Path, extra,
                $"{ShardIndex.FileName} does not list this tensor; index and shards belong to different checkpoints.");
        }
    }
}
