using System.Text.Json;
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

    private const string RecordName = "method.json";
    private const string TensorsName = "method.safetensors";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
    private static readonly Dictionary<string, string> Metadata = new() { ["format"] = "pt" };

    /// <summary>Writes a folder; it appears whole or not at all.</summary>
    public static void Write(string folder, MethodRecord record, IEnumerable<KeyValuePair<string, Tensor>> tensors, string baseModelFolder)
    {
        var partial = Path.TrimEndingDirectorySeparator(folder) + ".partial";
        if (Directory.Exists(partial))
            Directory.Delete(partial, recursive: true);
        Directory.CreateDirectory(partial);
        var byKind = tensors.ToLookup(pair => PeftKeys.FromName(pair.Key) is not null);
        PeftConfigFile.Write(partial, record.Groups, baseModelFolder);
        TensorFile.Write(Path.Combine(partial, WeightsName),
            byKind[true].Select(pair => KeyValuePair.Create(PeftKeys.FromName(pair.Key)!, pair.Value)), Metadata);
        TensorFile.Write(Path.Combine(partial, TensorsName), byKind[false], Metadata);
        File.WriteAllText(Path.Combine(partial, RecordName), JsonSerializer.Serialize(record, Indented) + "\n");
        if (Directory.Exists(folder))
            Directory.Delete(folder);
        Directory.Move(partial, folder);
    }

    /// <summary>Reads a folder.</summary>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A tensor or the configuration is of a kind that this program does not know.</exception>
    public static SavedAdapters Read(string folder, Device device)
    {
        var weights = Path.Combine(folder, WeightsName);
        if (!File.Exists(weights))
            throw new FileNotFoundException(
                $"{folder} has no {WeightsName}; an adapter is a folder that a training wrote, or PEFT.", weights);
        var tensors = TensorFile.Read(weights, device).ToDictionary(
            pair => PeftKeys.ToName(pair.Key, ParameterNames.FromKey) ?? throw Unknown(weights, pair.Key), pair => pair.Value);
        var record = Path.Combine(folder, RecordName);
        if (!File.Exists(record))
            return new SavedAdapters(Foreign(folder, tensors.Keys), tensors);
        foreach (var (name, tensor) in TensorFile.Read(Path.Combine(folder, TensorsName), device))
            tensors.Add(name, tensor);
        return new SavedAdapters(JsonSerializer.Deserialize<MethodRecord>(File.ReadAllBytes(record))
            ?? throw new InvalidDataException($"{record} is empty."), tensors);
    }

    private static MethodRecord Foreign(string folder, IEnumerable<string> names)
    {
        var group = PeftConfigFile.Read(folder, names.Select(name => name[..name.IndexOf(".lora_", StringComparison.Ordinal)]));
        return new MethodRecord("sequential", new Dictionary<string, string>(), [], "", [group], new Dictionary<string, string>());
    }

    private static InvalidDataException Unknown(string path, string key) =>
        new($"{path} holds '{key}', which is no low-rank matrix of the decoder; "
            + "merge such an adapter into the base model with PEFT instead.");
}
