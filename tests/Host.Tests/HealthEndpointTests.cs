using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Recipes;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Host.Tests;

public sealed class HealthEndpointTests
{
    [Fact]
    public async Task A_busy_worker_whose_store_is_gone_is_alive_and_not_ready()
    {
        using var site = new Site();
        await site.SubmitAsync("warmth", site.Dataset(TinyTask.Warmth));
        await using var application = await StartAsync(site);
        using var client = new HttpClient { BaseAddress = new Uri(application.Urls.First()), Timeout = TimeSpan.FromMinutes(1) };
        var state = application.Services.GetRequiredService<WorkerState>();
        state.Current = new RunProgress(Site.Stream, "warmth", "key", RunPhase.Train, null);
        var (code, report) = await ReportAsync(client);
        Assert.Equal((HttpStatusCode.OK, "ok", 1), (code, report.GetProperty("status").GetString(), report.GetProperty("streams_with_work").GetInt32()));

        Directory.Delete(site.Store, recursive: true);
        (code, report) = await ReportAsync(client);
        Assert.Equal(
            (HttpStatusCode.ServiceUnavailable, "troubled", "train"),
            (code, report.GetProperty("status").GetString(), report.GetProperty("current").GetProperty("phase").GetString()));
        Assert.Contains(site.Store, report.GetProperty("trouble").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri(HealthEndpoint.LivePath, UriKind.Relative))).StatusCode);
    }

    private static async Task<(HttpStatusCode Code, JsonElement Report)> ReportAsync(HttpClient client)
    {
        using var answer = await client.GetAsync(new Uri(HealthEndpoint.ReadyPath, UriKind.Relative));
        return (answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.Clone());
    }

    private static async Task<WebApplication> StartAsync(Site site)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddHealthChecks();
        builder.Services.AddSingleton(new StreamLog(StoreFactory.Open(site.Store, TimeProvider.System)));
        builder.Services.AddSingleton(new RecipeFolder(site["streams"]));
        builder.Services.AddSingleton<WorkerState>();
        var application = builder.Build();
        HealthEndpoint.Map(application);
        await application.StartAsync();
        return application;
    }
}
