using System.Text.Json;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Training;

/// <summary>
/// Keeps the newest checkpoint of one training. The tensors are written first, under the step's name; then the manifest is moved in
/// place; then older tensors are
/// deleted. Killed anywhere in between, the folder holds one whole checkpoint.
/// </summary>
/// <param name="folder">The folder; null keeps nothing.</param>
/// <param name="fingerprint">What is trained on what, and how.</param>
/// <param name="device">Where tensors are read to.</param>
internal sealed class CheckpointStore(string? folder, string fingerprint, Device device)
{
    private const string ManifestName = "checkpoint.json";

    /// <summary>The newest checkpoint of this very training; null if there is none.</summary>
    public Checkpoint? Read()
    {
        if (folder is null || !File.Exists(Path.Combine(folder, ManifestName)))
            return null;
        var manifest = JsonSerializer.Deserialize<CheckpointManifest>(File.ReadAllBytes(Path.Combine(folder, ManifestName)));
        return manifest?.Fingerprint == fingerprint
            ? new Checkpoint(manifest.Losses, TensorFile.Read(Path.Combine(folder, manifest.File), device))
            : null;
    }

    /// <summary>Keeps a state and forgets the one before.</summary>
    public void Write(TrainingState state)
    {
        if (folder is null)
            return;
        Directory.CreateDirectory(folder);
        var file = $"step-{state.Losses.Count:D8}.safetensors";
        TensorFile.Write(Path.Combine(folder, file), state.Tensors);
        var manifest = Path.Combine(folder, ManifestName);
        File.WriteAllBytes(manifest + ".partial",
            JsonSerializer.SerializeToUtf8Bytes(new CheckpointManifest(fingerprint, file, state.Losses)));
        File.Move(manifest + ".partial", manifest, overwrite: true);
        foreach (var old in Directory.EnumerateFiles(folder, "step-*.safetensors").Where(path => Path.GetFileName(path) != file))
            File.Delete(old);
    }
}
