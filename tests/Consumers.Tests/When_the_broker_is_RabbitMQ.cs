using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using RabbitMQ.Client;

namespace MlopsCl.Consumers.Tests;

public sealed class When_the_broker_is_RabbitMQ(LocalBroker broker) : IClassFixture<LocalBroker>
{
    [Fact]
    public async Task Should_take_the_message_of_a_Python_producer()
    {
        await using var workshop = await Workshop.StartAsync(broker.Options());
        var (exitCode, error) = await SubmitWithPythonAsync("quickstart", "icons", "/datasets/icons", Workshop.Digest);
        Assert.Equal((0, ""), (exitCode, error));
        Assert.Contains(await workshop.WaitingAsync(1), w => w.Task == "icons" && w.DatasetAddress == "/datasets/icons");
    }

    [Fact]
    public async Task Should_keep_messages_that_were_sent_before_any_worker_started_and_over_a_restart_of_the_broker()
    {
        var options = broker.Options();
        await SendFromAnotherProgramAsync(options, Workshop.Message("garments"));
        await broker.RestartAsync();
        await using var workshop = await Workshop.StartAsync(options);
        Assert.Contains(await workshop.WaitingAsync(1), w => w.Task == "garments");
    }

    [Fact]
    public async Task Should_put_what_it_cannot_read_into_the_error_queue_with_the_reason_and_go_on()
    {
        var options = broker.Options();
        await using var workshop = await Workshop.StartAsync(options);
        await PublishRawAsync("this is not JSON");
        await PublishRawAsync("""{"stream":"quickstart","task":"UPPER","datasetAddress":"/d","sha256":"00"}""");
        await PublishRawAsync($$"""{"Stream":"quickstart","task":"digits","datasetAddress":"/d","sha256":"{{Workshop.Digest}}","unknown":1}""");
        Assert.Contains(await workshop.WaitingAsync(1), w => w.Task == "digits");
        var reasons = await ErrorsAsync(options.Queue, 2);
        Assert.Contains(reasons, r => r.Body == "this is not JSON");
        Assert.Contains(reasons, r => r.Reason.Contains("'UPPER'", StringComparison.Ordinal) && r.Reason.Contains("'00'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("json")]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    [InlineData("application/json; charset=utf-8")]
    public async Task Should_take_plain_JSON_of_any_content_type_and_of_none(string? contentType)
    {
        await using var workshop = await Workshop.StartAsync(broker.Options());
        await PublishRawAsync(
            $$"""{"stream":"quickstart","task":"digits","datasetAddress":"/d","sha256":"{{Workshop.Digest}}"}""", contentType);
        Assert.Equal("digits", Assert.Single(await workshop.WaitingAsync(1)).Task);
    }

    [Theory]
    [InlineData("this is not JSON", "text/plain", "'this is not JSON' of content type 'text/plain' is no JSON")]
    [InlineData("[1, 2]", null, "'[1, 2]' of content type 'none' is JSON of the kind array")]
    [InlineData("", "application/json", "'' of content type 'application/json' is no JSON")]
    [InlineData("https://host/d?sig=S3CRET", "application/json", "'https://host/d' of content type 'application/json' is no JSON")]
    public async Task Should_say_of_a_body_that_is_no_JSON_object_what_it_is_what_is_needed_and_what_to_do(string body, string? contentType, string found)
    {
        var options = broker.Options();
        await using var workshop = await Workshop.StartAsync(options);
        await PublishRawAsync(body, contentType);
        var (kept, reason) = Assert.Single(await ErrorsAsync(options.Queue, 1));
        Assert.Equal(body, kept);
        Assert.Contains(found, reason, StringComparison.Ordinal);
        Assert.Contains("a message is one JSON object in UTF-8", reason, StringComparison.Ordinal);
        Assert.Contains("publish it again", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("S3CRET", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_publish_outcomes_that_any_client_can_read()
    {
        await using var workshop = await Workshop.StartAsync(broker.Options());
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.ExchangeDeclareAsync("mlopscl.dataset-quarantined", ExchangeType.Fanout, durable: true);
        var queue = (await channel.QueueDeclareAsync()).QueueName;
        await channel.QueueBindAsync(queue, "mlopscl.dataset-quarantined", "");
        var run = new Pipeline.Journal.Run("k1", "quickstart", "digits", "/d", Workshop.Digest, "r", 1, DateTimeOffset.UnixEpoch);
        await workshop.Services.GetRequiredService<OutcomeAnnouncer>().AnnounceAsync(new Pipeline.RunQuarantined(run, "no test split"), CancellationToken.None);
        var body = (await GetAsync(channel, queue)).Body;
        Assert.Contains("no test split", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_say_whether_the_broker_takes_the_account()
    {
        Assert.Null(await BrokerProbe.FindProblemAsync(broker.Address, CancellationToken.None));
        var wrong = new RabbitMqOptions { Host = broker.Address.Host, Port = broker.Address.Port, User = "nobody", Password = "s3cret" };
        var problem = await BrokerProbe.FindProblemAsync(wrong, CancellationToken.None);
        Assert.NotNull(problem);
        Assert.Contains("'nobody'", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_never_write_the_password_into_a_log()
    {
        var log = new LogLines();
        var options = broker.Options();
        await using (await Workshop.StartAsync(options, log: log))
            await PublishRawAsync("{}");
        Assert.NotEmpty(log.Lines);
        Assert.DoesNotContain(
            log.Lines, line => line.Contains($":{options.RabbitMq.Password}@", StringComparison.Ordinal)
                || line.Contains($"Password={options.RabbitMq.Password}", StringComparison.OrdinalIgnoreCase));
    }

    private static async Task SendFromAnotherProgramAsync(BusOptions options, TaskDatasetArrived message)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddProducerBus(options);
        using var producer = builder.Build();
        await producer.StartAsync();
        await producer.Services.GetRequiredService<ArrivalSender>().SendAsync(message, CancellationToken.None);
        await producer.StopAsync();
    }

    private async Task<(int ExitCode, string Error)> SubmitWithPythonAsync(params string[] arguments)
    {
        // Debian's own Python: the one that has the package python3-pika.
        var start = new ProcessStartInfo(
            "/usr/bin/python3", [Path.Combine(Repository.Root, "docs", "examples", "submit.py"), .. arguments]) { RedirectStandardError = true };
        start.Environment["MLOPSCL_RABBITMQ__HOST"] = broker.Address.Host;
        start.Environment["MLOPSCL_RABBITMQ__PORT"] = broker.Address.Port.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, error);
    }

    private async Task PublishRawAsync(string body, string? contentType = "application/json")
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        var properties = new BasicProperties { ContentType = contentType, DeliveryMode = DeliveryModes.Persistent };
        await channel.BasicPublishAsync(TaskDatasetArrived.Exchange, "", mandatory: true, properties, Encoding.UTF8.GetBytes(body));
    }

    private async Task<IReadOnlyList<(string Body, string Reason)>> ErrorsAsync(string queue, int count)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        // As the transport declares it with the first error: whoever looks earlier finds it empty.
        await channel.QueueDeclareAsync(queue + "_error", durable: true, exclusive: false, autoDelete: false);
        var errors = new List<(string, string)>();
        while (errors.Count < count)
            errors.Add(await GetAsync(channel, queue + "_error"));
        return errors;
    }

    private static async Task<(string Body, string Reason)> GetAsync(IChannel channel, string queue)
    {
        for (var patience = Stopwatch.StartNew(); patience.Elapsed < TimeSpan.FromSeconds(30); await Task.Delay(50))
        {
            if (await channel.BasicGetAsync(queue, autoAck: true) is not { } message)
                continue;
            var reason = message.BasicProperties.Headers?.TryGetValue("MT-Fault-Message", out var value) == true && value is byte[] text
                ? Encoding.UTF8.GetString(text)
                : "";
            return (Encoding.UTF8.GetString(message.Body.Span), reason);
        }
        throw new TimeoutException($"No message came to '{queue}' within 30 s.");
    }

    private Task<IConnection> ConnectAsync() => new ConnectionFactory
    {
        HostName = broker.Address.Host, Port = broker.Address.Port, UserName = broker.Address.User, Password = broker.Address.Password,
    }.CreateConnectionAsync();
}
