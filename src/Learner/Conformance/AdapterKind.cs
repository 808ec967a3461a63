using System.Text.Json;

namespace MlopsCl.Learner.Conformance;

/// <summary>An adapter of PEFT's before and after some training steps, with the samples, gradients, losses and logits of its training.</summary>
internal sealed class AdapterKind : FixtureKind
{
    public const string Texts = "texts.json";
    public const string Expected = "expected.safetensors";
    public const string Start = "start";
    public const string After = "after10";

    private const string Settings = "adapter_config.json";

    public override string Name => "PEFT adapter";

    public override bool Recognises(FixtureFolder folder) => folder.Has(Texts, Expected, $"{Start}/{Settings}", $"{After}/{Settings}");

    public override IEnumerable<ConformanceCheck> Check(FixtureFolder folder, string device)
    {
        var origin = folder.Json($"{Start}/{Settings}").TryGetProperty("base_model_name_or_path", out var path) && path.ValueKind == JsonValueKind.String
            ? path.GetString()! : "";
        var name = origin.TrimEnd('/', '\\').Split('/', '\\')[^1];
        if (folder.Nearest(name, "config.json") is not { } model)
        {
            yield return ConformanceCheck.Impossible(Name, $"its base model '{origin}' is not beside it; put it at {folder.Sibling(name).Path}.");
            yield break;
        }

        using var samples = new AdapterSamples(folder, model, device);
        foreach (var check in ConformanceCheck.Attempt("samples", samples.Compare)
            .Concat(ConformanceCheck.Attempt("training", new AdapterTraining(folder, samples).Compare))
            .Concat(ConformanceCheck.Attempt("files", new AdapterFiles(folder, samples).Compare)))
            yield return check;
    }
}
