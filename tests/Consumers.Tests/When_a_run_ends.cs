using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MlopsCl.Learner;
using MlopsCl.Pipeline;
using MlopsCl.Pipeline.Journal;

namespace MlopsCl.Consumers.Tests;

public sealed class When_a_run_ends
{
    private static readonly Run Run = new("k1", "quickstart", "digits", "/datasets/digits", Workshop.Digest, "r1", 2, DateTimeOffset.UnixEpoch);
    private static readonly Scorecard Card = new("quickstart", "k1", [Score("garments", 1, 0, 1, 1), Score("digits", 0, 1)]);

    [Fact]
    public async Task Should_announce_a_promotion_with_every_tasks_accuracy()
    {
        var candidate = new Candidate(
            "quickstart", "digits", "k1", 1, "b1", new Dictionary<string, string> { ["adapter_model.safetensors"] = "a1" }, "m1",
            new TrainingReport(1, 2, 0, 3, [0.5], "a1"));
        var release = new Release(2, candidate, [], "s1", "v1", 7, DateTimeOffset.UnixEpoch);
        var message = await PublishedAsync<ModelPromoted>(new RunPromoted(Run, release, Card, new VerdictRecord("accepted", [])));
        Assert.Equal(("quickstart", "digits", "k1", 2, "a1"), (message.Stream, message.Task, message.RunKey, message.Release, message.AdapterSha256));
        Assert.Equal([new("garments", 0.75), new("digits", 0.5)], message.Accuracy);
    }

    [Theory]
    [InlineData("rejected", RuleResult.Fail)]
    [InlineData("inconclusive", RuleResult.Undecided)]
    public async Task Should_announce_a_refusal_with_the_rules_that_did_not_pass(string verdict, RuleResult result)
    {
        RuleOutcome[] reasons = [new("minimum-gain", "digits", RuleResult.Pass, "gained"), new("forgetting", "garments", result, "lost too much")];
        var message = await PublishedAsync<PromotionRejected>(new RunRejected(Run, Card, new VerdictRecord(verdict, reasons)));
        Assert.Equal(verdict, message.Verdict);
        Assert.Equal(["lost too much"], message.Reasons);
    }

    [Fact]
    public async Task Should_announce_a_quarantined_dataset_with_its_reason()
    {
        var message = await PublishedAsync<DatasetQuarantined>(new RunQuarantined(Run, "train.json, record 17: no such picture"));
        Assert.Equal(("k1", "train.json, record 17: no such picture"), (message.RunKey, message.Reason));
    }

    [Fact]
    public async Task Should_announce_a_failure_with_its_reason()
    {
        var message = await PublishedAsync<UpdateFailed>(new RunFailed(Run, "out of memory"));
        Assert.Equal(("k1", "out of memory"), (message.RunKey, message.Reason));
    }

    private static async Task<T> PublishedAsync<T>(RunOutcome outcome)
        where T : class
    {
        await using var workshop = await Workshop.StartAsync();
        await workshop.Services.GetRequiredService<OutcomeAnnouncer>().AnnounceAsync(outcome, CancellationToken.None);
        return (await workshop.Harness.Published.SelectAsync<T>().First()).Context.Message;
    }

    private static TaskScore Score(string task, params double[] scores) =>
        new(task, "d1", "exact", [.. scores.Select((s, i) => new ItemOutcome($"i{i}", $"r{i}", "q", "g", "a", s, null))]);

    [Fact]
    public async Task Should_not_wait_for_ever_for_a_bus_that_is_away()
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddProducerBus(new BusOptions { Transport = "rabbitmq", RabbitMq = new() { Host = "127.0.0.1", Port = 1 } });
        using var host = builder.Build();
        await host.StartAsync();
        var run = new Pipeline.Journal.Run("k1", "quickstart", "digits", "/d", Workshop.Digest, "r", 1, DateTimeOffset.UnixEpoch);
        var telling = host.Services.GetRequiredService<OutcomeAnnouncer>().AnnounceAsync(
            new Pipeline.RunQuarantined(run, "no test split"), CancellationToken.None);
        var away = await Assert.ThrowsAsync<TimeoutException>(() => telling.WaitAsync(TimeSpan.FromMinutes(2)));
        Assert.Contains("task 'digits'", away.Message, StringComparison.Ordinal);
    }
}
