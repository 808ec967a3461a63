using MassTransit;
using MassTransit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace MlopsCl.Consumers.Tests;

public sealed class When_a_dataset_arrives
{
    [Fact]
    public async Task Should_journal_the_request_and_wake_the_worker()
    {
        await using var workshop = await Workshop.StartAsync();
        await workshop.Services.GetRequiredService<ArrivalSender>().SendAsync(Workshop.Message(), CancellationToken.None);
        Assert.True(await workshop.Services.GetRequiredService<WorkSignal>().WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None));
        var waiting = Assert.Single(await workshop.WaitingAsync(1));
        Assert.Equal(("digits", "/datasets/digits", Workshop.Digest, 1L), (waiting.Task, waiting.DatasetAddress, waiting.DatasetSha256, waiting.Sequence));
        Assert.False(await workshop.Harness.Published.Any<Fault<TaskDatasetArrived>>());
    }

    [Fact]
    public async Task Should_make_one_run_of_the_same_message_sent_five_times()
    {
        await using var workshop = await Workshop.StartAsync();
        var sender = workshop.Services.GetRequiredService<ArrivalSender>();
        for (var i = 0; i < 5; i++)
            await sender.SendAsync(Workshop.Message(), CancellationToken.None);
        await sender.SendAsync(Workshop.Message("garments"), CancellationToken.None);
        var waiting = await workshop.WaitingAsync(2);
        Assert.Equal(["digits", "garments"], waiting.Select(w => w.Task));
        Assert.Equal(6, await AsyncEnumerable.Take(workshop.Harness.Consumed.SelectAsync<TaskDatasetArrived>(), 6).CountAsync());
    }

    [Fact]
    public async Task Should_keep_the_order_of_arrival()
    {
        await using var workshop = await Workshop.StartAsync();
        var sender = workshop.Services.GetRequiredService<ArrivalSender>();
        string[] tasks = ["garments", "digits", "icons"];
        foreach (var task in tasks)
        {
            await sender.SendAsync(Workshop.Message(task), CancellationToken.None);
            Assert.True(await workshop.Services.GetRequiredService<WorkSignal>().WaitAsync(TimeSpan.FromSeconds(30), CancellationToken.None));
        }
        Assert.Equal(tasks, (await workshop.WaitingAsync(3)).Select(w => w.Task));
    }

    [Fact]
    public void Should_refuse_endless_values_with_a_reason_that_is_short_enough_for_a_header()
    {
        var endless = new string('x', 2_000_000);
        var error = Assert.Throws<ArgumentException>(() => Arrival.ToRequest(new TaskDatasetArrived(endless, endless, endless, endless)));
        Assert.InRange(error.Message.Length, 1, 2000);
        Assert.Contains("'stream' is 'xxx", error.Message, StringComparison.Ordinal);
        Assert.Contains("2000000 characters", error.Message, StringComparison.Ordinal);
        _ = Arrival.ToRequest(Workshop.Message() with { Stream = new string('x', 128), DatasetAddress = new string('y', 4096) });
    }

    [Fact]
    public async Task Should_refuse_an_invalid_message_with_every_reason_and_go_on()
    {
        await using var workshop = await Workshop.StartAsync();
        var bus = workshop.Services.GetRequiredService<IBus>();
        await bus.Publish(new TaskDatasetArrived(null!, "No Such Name", "", "abc"));
        await bus.Publish(Workshop.Message());
        Assert.Single(await workshop.WaitingAsync(1));
        var fault = (await workshop.Harness.Published.SelectAsync<Fault<TaskDatasetArrived>>().First()).Context.Message;
        var reason = Assert.Single(fault.Exceptions).Message;
        Assert.Contains("'stream' is missing", reason, StringComparison.Ordinal);
        Assert.Contains("'No Such Name'", reason, StringComparison.Ordinal);
        Assert.Contains("'datasetAddress' is missing", reason, StringComparison.Ordinal);
        Assert.Contains("'abc'", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_refuse_an_unknown_stream_and_name_it()
    {
        await using var workshop = await Workshop.StartAsync();
        await workshop.Services.GetRequiredService<IBus>().Publish(Workshop.Message() with { Stream = "quickstrat" });
        var fault = (await workshop.Harness.Published.SelectAsync<Fault<TaskDatasetArrived>>().First()).Context.Message;
        Assert.Contains("quickstrat", fault.Exceptions.Single().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Should_refuse_an_address_without_telling_its_secret()
    {
        var address = "https://anna:S3CRET@host/digits.tar?sig=S3CRET" + new string('x', 5000);
        var error = Assert.Throws<ArgumentException>(() => Arrival.ToRequest(new TaskDatasetArrived(address, address, address, address)));
        Assert.Contains("'https://host/digits.tar'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("S3CRET", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_refuse_for_a_recipe_with_many_problems_with_one_short_line()
    {
        await using var workshop = await Workshop.StartAsync();
        var recipe = Path.Combine(workshop.Folder, "streams", "quickstart.yml");
        await File.AppendAllLinesAsync(recipe, Enumerable.Range(0, 100).Select(i => $"no-such-setting-{i}: 1"));
        await workshop.Services.GetRequiredService<IBus>().Publish(Workshop.Message());
        var fault = (await workshop.Harness.Published.SelectAsync<Fault<TaskDatasetArrived>>().First()).Context.Message;
        var reason = fault.Exceptions.Single().Message;
        Assert.InRange(reason.Length, 100, 1000);
        Assert.Contains("has 100 problem(s): ", reason, StringComparison.Ordinal);
        Assert.Contains("no-such-setting-0", reason, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', reason);
    }

    [Fact]
    public async Task Should_refuse_to_send_what_no_worker_would_take()
    {
        await using var workshop = await Workshop.StartAsync();
        var sender = workshop.Services.GetRequiredService<ArrivalSender>();
        var error = await Assert.ThrowsAsync<ArgumentException>(() => sender.SendAsync(Workshop.Message() with { Sha256 = "XYZ" }, CancellationToken.None));
        Assert.Contains("64 lower-case hexadecimal digits", error.Message, StringComparison.Ordinal);
    }
}
