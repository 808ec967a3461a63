using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using MlopsCl.Learner;
using MlopsCl.Pipeline.Stores;
using MlopsCl.Pipeline.Tests;
using MlopsCl.Serving.Tests;

namespace MlopsCl.Samples.Tests;

public sealed class AskApiTests : IDisposable
{
    private static readonly string s_base = Path.Combine(AppContext.BaseDirectory, "Fixtures", "llava");
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TheApi_AnswersInOnePieceAndInParts_SaysWhatIsWrong_AndDescribesItself()
    {
        var shelf = new ReleaseShelf(new FolderStore(_folder["store"], TimeProvider.System), TimeProvider.System);
        await shelf.PromoteAsync(s_base, Learned());
        using var api = SampleProcess.Start(
            "AskApi", $"--Pool:Store={_folder["store"]}", $"--Pool:Stream={ReleaseShelf.Stream}", $"--Pool:CacheFolder={_folder["cache"]}", "--urls",
            "http://127.0.0.1:0");
        var listening = await api.LineWithAsync("Now listening on: ");
        using var client = new HttpClient
        {
            BaseAddress = new Uri(listening[listening.IndexOf("http", StringComparison.Ordinal)..]), Timeout = TimeSpan.FromMinutes(3),
        };

        var answered = await client.PostAsync("ask", Form("What is it?", File.ReadAllBytes(Path.Combine(s_base, "baseline-444.jpg"))));
        var reply = await answered.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal((HttpStatusCode.OK, 1), (answered.StatusCode, reply.GetProperty("release").GetInt32()));
        Assert.StartsWith("free", reply.GetProperty("answer").GetString());

        var request = new HttpRequestMessage(HttpMethod.Post, "ask")
        {
            Content = Form("What is it?", File.ReadAllBytes(Path.Combine(s_base, "baseline-444.jpg"))),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        var streamed = await client.SendAsync(request);
        Assert.Equal("text/event-stream", streamed.Content.Headers.ContentType!.MediaType);
        var events = await streamed.Content.ReadAsStringAsync();
        Assert.Equal(reply.GetProperty("answer").GetString(), Parts(events).Trim());
        Assert.Contains("event: release\ndata: 1\n", events);

        var bad = await client.PostAsync("ask", Form("What is it?", [1, 2, 3]));
        await IsProblemAsync(HttpStatusCode.BadRequest, bad);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.PostAsync("ask", Form("What is it?", new byte[(8 << 20) + 1]))).StatusCode);
        var huge = new HttpRequestMessage(HttpMethod.Post, "ask") { Content = Form("What is it?", new byte[20 << 20]) };
        huge.Headers.ExpectContinue = true;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await client.SendAsync(huge)).StatusCode);
        await IsProblemAsync(HttpStatusCode.BadRequest, await client.PostAsync("ask", new MultipartFormDataContent { { new StringContent("x"), "other" } }));
        await IsProblemAsync(HttpStatusCode.BadRequest, await client.PostAsync("ask", Form("  ", null)));
        await IsProblemAsync(HttpStatusCode.UnsupportedMediaType, await client.PostAsync("ask", JsonContent.Create(new { question = "What is it?" })));
        await IsProblemAsync(HttpStatusCode.NotFound, await client.GetAsync("nothing"));
        Assert.Equal("Healthy", await client.GetStringAsync("health/ready"));
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("ask", Form("What is it?", null))).StatusCode);
        await LeaveAsync(client);
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync("ask", Form("What is it?", null))).StatusCode);
        var status = await client.GetFromJsonAsync<JsonElement>("status");
        Assert.Equal((1, 0), (status.GetProperty("live").GetProperty("number").GetInt32(), status.GetProperty("waiting").GetInt32()));
        Describes(await client.GetFromJsonAsync<JsonElement>("openapi/v1.json"));
    }

    // RFC 9457: what is wrong comes in one form, whoever found it.
    private static async Task IsProblemAsync(HttpStatusCode status, HttpResponseMessage answer)
    {
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal((int)status, (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetInt32());
    }

    // An asker of a streamed answer who is gone before its end.
    private static async Task LeaveAsync(HttpClient client)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "ask") { Content = Form("What is it?", null) };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/event-stream"));
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    // The parts of an OpenAPI 3 document that a reader relies on; every reference leads somewhere.
    private static void Describes(JsonElement openApi)
    {
        Assert.StartsWith("3.", openApi.GetProperty("openapi").GetString());
        Assert.NotEmpty(openApi.GetProperty("info").GetProperty("title").GetString()!);
        var ask = openApi.GetProperty("paths").GetProperty("/ask").GetProperty("post");
        var form = ask.GetProperty("requestBody").GetProperty("content").GetProperty("multipart/form-data").GetProperty("schema").ToString();
        Assert.All(["question", "image"], name => Assert.Contains($"\"{name}\"", form));
        Assert.Equal(["200", "400", "413", "415", "503"], ask.GetProperty("responses").EnumerateObject().Select(response => response.Name).Order());
        Assert.All(
            ["text/event-stream", "application/json"],
            type => Assert.True(ask.GetProperty("responses").GetProperty("200").GetProperty("content").TryGetProperty(type, out _), type));
        var streamed = ask.GetProperty("responses").GetProperty("200").GetProperty("content").GetProperty("text/event-stream").GetProperty("schema");
        Assert.Equal("string", streamed.GetProperty("type").GetString());
        Assert.Contains("PNG", ask.GetProperty("requestBody").GetProperty("description").GetString());
        foreach (var reference in References(openApi))
            Assert.Equal(JsonValueKind.Object, reference.Split('/').Skip(1).Aggregate(openApi, (at, name) => at.GetProperty(name)).ValueKind);
    }

    private static IEnumerable<string> References(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => p.Name == "$ref" ? [p.Value.GetString()!] : References(p.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(References),
        _ => [],
    };

    [Fact]
    public async Task WithoutARelease_TheApiAsksToComeBack()
    {
        using var api = SampleProcess.Start(
            "AskApi", $"--Pool:Store={_folder["empty"]}", "--Pool:Stream=signs", $"--Pool:CacheFolder={_folder["cache"]}", "--urls", "http://127.0.0.1:0");
        var listening = await api.LineWithAsync("Now listening on: ");
        using var client = new HttpClient
        {
            BaseAddress = new Uri(listening[listening.IndexOf("http", StringComparison.Ordinal)..]), Timeout = TimeSpan.FromMinutes(3),
        };
        var answer = await client.PostAsync("ask", Form("What is it?", null));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), answer.Headers.RetryAfter!.Delta);
        await IsProblemAsync(HttpStatusCode.ServiceUnavailable, answer);
        Assert.Contains("no release yet", await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await client.GetAsync("health/ready")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("health/live")).StatusCode);
    }

    private static string Parts(string events) => string.Concat(events.Split("\n\n")
        .Select(e => e.Split('\n')).Where(lines => lines[0] == "event: part")
        .Select(lines => string.Join('\n', lines.Skip(1).Select(line => line["data: ".Length..]))));

    private static MultipartFormDataContent Form(string question, byte[]? picture)
    {
        var form = new MultipartFormDataContent { { new StringContent(question), "question" } };
        if (picture is not null)
            form.Add(new ByteArrayContent(picture), "image", "picture.jpg");
        return form;
    }

    private string Learned()
    {
        Learning.Run(
            new LearningRequest
            {
                BaseModelFolder = s_base,
                OutputFolder = _folder["adapter"],
                Task = "signs",
                Samples = [
                    new Sample(
                        "s", "signs", [Picture.FromFile(Path.Combine(s_base, "baseline-444.jpg"))],
                        [new Turn(Speaker.Human, "What is it?"), new Turn(Speaker.Assistant, "free")])],
                Method = new MethodChoice("sequential"),
                Training = new TrainingOptions { Epochs = 20, BatchSize = 2, LearningRate = 1e-2, LoraRank = 4, WarmupRatio = 0 },
                Seed = 3,
            },
            progress: null,
            CancellationToken.None);
        return _folder["adapter"];
    }
}
