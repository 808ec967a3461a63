using System.Text.Json.Nodes;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Adapters;

/// <summary>What a training left behind.</summary>
/// <param name="Record">How it came to be.</param>
/// <param name="Tensors">Low-rank matrices and the method's own tensors, by the names that <see cref="AdapterState"/> uses.</param>
internal sealed record SavedAdapters(MethodRecord Record, IReadOnlyDictionary<string, Tensor> Tensors)
{
    /// <summary>The names that modules had where PEFT wrote the adapter.</summary>
    public KeyGeneration Generation { get; init; } = KeyGeneration.Current;

    /// <summary>What <c>adapter_config.json</c> says.</summary>
    public JsonObject Settings { get; init; } = [];

    /// <summary>The plain LoRA; null if there is none.</summary>
    public LowRankGroup? DefaultLora => Record.Groups.FirstOrDefault(group => group is { Name: LowRankGroup.DefaultName, IsGated: false });

    /// <summary>Holds the tensors against a model.</summary>
    /// <param name="config">The model.</param>
    /// <param name="origin">Where the adapter lies, for messages.</param>
    /// <returns>The same with module names of today.</returns>
    /// <exception cref="InvalidDataException">Tensors, settings and model do not fit together; the message lists all problems.</exception>
    public SavedAdapters For(LlavaConfig config, string origin) => new AdapterFit(this, ModelModules.Of(config)).Check(origin);

    /// <summary>The adapters as answering uses them, or as training goes on with them.</summary>
    /// <param name="isTrained">Whether everything that PEFT would train is trained.</param>
    public AdapterState ToState(bool isTrained = false) =>
        new(Record.Groups, Tensors, isTrained ? Tensors.Keys.Where(name => PeftKeys.FromName(name) is not null) : []);
}
