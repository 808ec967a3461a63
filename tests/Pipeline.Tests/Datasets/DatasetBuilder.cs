using System.Text.Json;
using System.Text.Json.Nodes;
using MlopsCl.Learner.Imaging;

namespace MlopsCl.Pipeline.Tests.Datasets;

/// <summary>Writes small datasets into a temporary folder, whole or with a fault.</summary>
internal sealed class DatasetBuilder : IDisposable
{
    public DatasetBuilder()
    {
        for (var i = 0; i < 3; i++)
        {
            AddPicture($"train-{i}.png", (byte)(10 * i));
            AddPicture($"test-{i}.png", (byte)(100 + (10 * i)));
            Train.Add(Conversation($"a{i}", $"train-{i}.png"));
            Test.Add(Conversation($"b{i}", $"test-{i}.png"));
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("dataset-").FullName;

    public string Work { get; } = Directory.CreateTempSubdirectory("work-").FullName;

    public JsonArray Train { get; } = [];

    public JsonArray Test { get; } = [];

    public static JsonObject Conversation(string id, string image, string question = "<image>\nWhat is it?", string answer = "a square") => new()
    {
        ["id"] = id,
        ["image"] = image,
        ["conversations"] = new JsonArray(
            new JsonObject { ["from"] = "human", ["value"] = question },
            new JsonObject { ["from"] = "gpt", ["value"] = answer }),
    };

    public void AddPicture(string name, byte grey) => AddFile("images/" + name, PngEncoder.Encode(new Rgb24Image(2, 2, [.. Enumerable.Repeat(grey, 12)])));

    public void AddFile(string name, byte[] content)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
    }

    /// <summary>Writes the records; texts given take the place of the files' content.</summary>
    public string Write(string? train = null, string? test = null)
    {
        File.WriteAllText(Path.Combine(Folder, "train.json"), train ?? JsonSerializer.Serialize(Train));
        File.WriteAllText(Path.Combine(Folder, "test.json"), test ?? JsonSerializer.Serialize(Test));
        return Folder;
    }

    public void Dispose()
    {
        Directory.Delete(Folder, recursive: true);
        Directory.Delete(Work, recursive: true);
    }
}
