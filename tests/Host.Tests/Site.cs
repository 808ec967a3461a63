using System.Globalization;

namespace MlopsCl.Host.Tests;

/// <summary>A folder with a base model, a recipe and a store, gone after the test.</summary>
internal sealed class Site : IDisposable
{
    public const string Stream = "colours";
    private readonly string _folder = Directory.CreateTempSubdirectory("mlopscl-site-").FullName;

    public Site(int epochs = 6, int minimumItems = 4)
    {
        TinyModel.Write(this["base"], [TinyTask.Warmth.Wording, TinyTask.Light.Wording]);
        Directory.CreateDirectory(this["streams"]);
        File.WriteAllText(this[$"streams/{Stream}.yml"], string.Create(CultureInfo.InvariantCulture, $"""
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
            """));
    }

    public string Store => this["store"];

    public string this[string name] => Path.Combine(_folder, name);

    /// <summary>Verb, words, and where this site's things lie.</summary>
    public string[] Arguments(params string[] words) => [.. words, "--store", Store, .. words[0] is "submit" or "worker" ? new[] { "--recipes", this["streams"] } : []];

    public Task<Run> RunAsync(params string[] words) => Run.Of(Arguments(words));

    public Task<Run> SubmitAsync(string task, string dataset, params string[] more) =>
        RunAsync(["submit", "--stream", Stream, "--task", task, "--dataset", dataset, "--json", .. more]);

    public string Dataset(TinyTask task, int train = 24, int test = 8) => task.Write(this["datasets/" + task.Name], train, test);

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
