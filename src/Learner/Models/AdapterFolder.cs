using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsCl.Learner.Adapters;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Models;

/// <summary>
/// Adapters on disk: <c>adapter_config.json</c> and <c>adapter_model.safetensors</c> as PEFT lays them out, <c>method.json</c> and
/// <c>method.safetensors</c> with what the
/// method keeps besides. A folder that PEFT wrote, without the last two, is read as well.
/// </summary>
internal static class AdapterFolder
{
    /// <summary>The file of the low-rank matrices.</summary>
    public const string WeightsName = "adapter_model.safetensors";

    private const string PickledName = "adapter_model.bin";
    private const string RecordName = "method.json";
    private const string TensorsName = "method.safetensors";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly Dictionary<string, string> Metadata = new() { ["format"] = "pt" };

    /// <summary>Writes a folder; it appears whole or not at all.</summary>
    /// <param name="folder">The folder; absent or empty.</param>
    /// <param name="record">How the adapter came to be.</param>
    /// <param name="tensors">Its tensors.</param>
    /// <param name="baseModelFolder">The base model, for its name.</param>
    /// <param name="settings">What the <c>adapter_config.json</c> said that the training began with; null if there was none.</param>
    public static void Write(
        string folder, MethodRecord record, IEnumerable<KeyValuePair<string, Tensor>> tensors, string baseModelFolder, JsonObject? settings = null)
    {
        var partial = Path.TrimEndingDirectorySeparator(folder) + ".partial";
        if (Directory.Exists(partial))
            Directory.Delete(partial, recursive: true);
        Directory.CreateDirectory(partial);
        var byKind = tensors.ToLookup(pair => PeftKeys.FromName(pair.Key) is not null);
        PeftConfigFile.Write(partial, record.Groups, baseModelFolder, settings);
        TensorFile.Write(Path.Combine(partial, WeightsName),
            byKind[true].Select(pair => KeyValuePair.Create(PeftKeys.FromName(pair.Key)!, pair.Value)), Metadata);
        TensorFile.Write(Path.Combine(partial, TensorsName), byKind[false], Metadata);
        File.WriteAllText(Path.Combine(partial, RecordName), JsonSerializer.Serialize(record, Indented) + "\n");
        if (Directory.Exists(folder))
            Directory.Delete(folder);
        Directory.Move(partial, folder);
    }

    /// <summary>Says early that a folder is no adapter.</summary>
    /// <exception cref="FileNotFoundException">The folder has no weights.</exception>
    public static void ThrowIfAbsent(string folder)
    {
        var weights = Path.Combine(folder, WeightsName);
        if (File.Exists(weights))
            return;
        throw File.Exists(Path.Combine(folder, PickledName))
            ? new FileNotFoundException(
                $"{folder} holds {PickledName}, a pickle, which may run what it likes when it is read and is never read here; " +
                "save the adapter with PEFT's safe_serialization=True.", weights)
            : new FileNotFoundException($"{folder} has no {WeightsName}; an adapter is a folder that a training wrote, or PEFT.", weights);
    }

    /// <summary>Reads a folder. Hold what it gives against a model with <see cref="SavedAdapters.For"/>.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A tensor or a setting is of a kind that this program does not know.</exception>
    public static SavedAdapters Read(string folder, Device device)
    {
        var (weights, record) = (Path.Combine(folder, WeightsName), Path.Combine(folder, RecordName));
        ThrowIfAbsent(folder);
        var settings = PeftConfigFile.Read(folder);
        var known = File.Exists(record) ? ReadRecord(record) : Foreign(PeftSettings.ToGroup(settings, Path.Combine(folder, PeftConfigFile.FileName)));
        var lora = known.Groups.FirstOrDefault(group => group.Name == LowRankGroup.DefaultName);
        var read = TensorFile.Read(weights, device);
        var tensors = read.ToDictionary(
            pair => PeftKeys.ToName(pair.Key, ParameterNames.FromKey, lora) ?? throw Unknown(weights, pair.Key), pair => pair.Value);
        if (File.Exists(record))
        {
            foreach (var (name, tensor) in TensorFile.Read(Path.Combine(folder, TensorsName), device))
                tensors.Add(name, tensor);
        }

        return new SavedAdapters(known, tensors) { Settings = settings, Generation = KeyGeneration.Of(read.Keys.Select(PeftKeys.ModuleOf)) };
    }

    private static MethodRecord ReadRecord(string path)
    {
        try
        {
            var record = JsonSerializer.Deserialize<MethodRecord>(File.ReadAllBytes(path));
            return record is { Method: not null, Options: not null, Tasks: not null, BaseModelSha256: not null, Groups: not null, Values: not null }
                && record.Groups.All(group => group is { Name: not null, Targets: not null })
                ? record
                : throw new InvalidDataException($"{path} lacks a part; fetch the adapter again.");
        }
        catch (JsonException error)
        {
            throw new InvalidDataException($"{path} is no record of a training: {error.Message}", error);
        }
    }

    private static MethodRecord Foreign(LowRankGroup group) =>
        new("sequential", new Dictionary<string, string>(), [], "", [group], new Dictionary<string, string>());

    private static InvalidDataException Unknown(string path, string key) =>
        new($"{path} holds '{key}', which belongs to no matrix and to no module of modules_to_save; "
            + "merge such an adapter into its base model with PEFT instead.");
}
