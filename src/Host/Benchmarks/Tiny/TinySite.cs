using System.Globalization;

namespace MlopsCl.Host;

/// <summary>A folder with a tiny base model, a recipe and a store: everything that a worker needs to learn in a moment.</summary>
internal sealed class TinySite
{
    public const string Stream = "colours";
    private readonly string _folder;

    /// <summary>Writes base model and recipe into a folder.</summary>
    public TinySite(string folder, int epochs = 6, int minimumItems = 4)
    {
        _folder = folder;
        TinyModel.Write(this["base"], [TinyTask.Warmth.Wording, TinyTask.Light.Wording]);
        Directory.CreateDirectory(Recipes);
        File.WriteAllText(Path.Combine(Recipes, Stream + ".yml"), Recipe(epochs, minimumItems));
    }

    public string Store => this["store"];

    public string Recipes => this["streams"];

    public string this[string name] => Path.Combine(_folder, name);

    /// <summary>Verb, words, and where this site's things lie.</summary>
    public string[] Arguments(params string[] words) => [.. words, "--store", Store, .. words[0] is "submit" or "worker" ? new[] { "--recipes", Recipes } : []];

    public string Dataset(TinyTask task, int train = 24, int test = 8) => task.Write(this["datasets/" + task.Name], train, test);

    private static string Recipe(int epochs, int minimumItems) => string.Create(CultureInfo.InvariantCulture, $"""
        stream: {Stream}
        base: ../base
        seed: 5
        method:
          name: replay
        memory:
          share: 0.5
        training:
          epochs: {epochs}
          batch-size: 8
          learning-rate: 0.01
          checkpoint-every-steps: 5
        answering:
          max-new-tokens: 4
        gate:
          minimum-items: {minimumItems}
          minimum-gain: 0
          forgetting-budget: 1
          average-budget: 1
          floor: 0
        """);
}
