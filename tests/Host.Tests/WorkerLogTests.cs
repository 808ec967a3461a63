using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using MlopsCl.Consumers;

namespace MlopsCl.Host.Tests;

/// <summary>What a worker prints, its libraries' lines among it, tells no password.</summary>
public sealed class WorkerLogTests
{
    private const string Password = "S3CRET-of-the-broker";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task A_broker_that_refuses_the_connection_is_told_of_without_the_password()
    {
        var lines = await LinesUntilAsync("Connection Failed", FreePorts.Any());
        Assert.Contains(lines, line => line.Contains("rabbitmq://127.0.0.1", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("S3CRET", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_broker_that_talks_something_else_is_told_of_without_the_password()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = RefuseAsync(listener);
        var lines = await LinesUntilAsync("Connection Failed", ((IPEndPoint)listener.LocalEndpoint).Port);
        listener.Stop();
        await serving;
        Assert.DoesNotContain(lines, line => line.Contains("S3CRET", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("anna:S3CRET@127.0.0.1")]
    [InlineData("amqp://anna:S3CRET@127.0.0.1/")]
    public async Task An_address_in_the_hosts_place_is_refused_without_its_password(string host)
    {
        using var site = new Site();
        using var process = Start(site, host, 5672);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        Assert.Equal(2, process.ExitCode);
        Assert.Contains("MLOPSCL_RABBITMQ__HOST", await error, StringComparison.Ordinal);
        Assert.DoesNotContain("S3CRET", await output + await error, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_and_exceptions_of_any_library_lose_addresses_accounts_and_the_brokers_password()
    {
        var kept = new Kept();
        var log = new DiscreetLog(kept, new RabbitMqOptions { Password = Password }).CreateLogger("MassTransit");
        log.LogWarning(
            new InvalidOperationException($"amqp://anna:other@host/ was refused, and so was {Password}"), "Connection Failed: {Address}",
            new Uri("rabbitmq://anna:hidden@host:5672/"));
        var line = Assert.Single(kept.Lines);
        Assert.StartsWith("Connection Failed: rabbitmq://host:5672/ System.InvalidOperationException: amqp://host/ was refused, and so was ***", line,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_that_is_the_accounts_name_leaves_words_as_they_are()
    {
        var kept = new Kept();
        new DiscreetLog(kept, new RabbitMqOptions()).CreateLogger("").LogInformation("account guest");
        Assert.Equal("account guest", Assert.Single(kept.Lines));
    }

    private static async Task<IReadOnlyCollection<string>> LinesUntilAsync(string awaited, int port)
    {
        using var site = new Site();
        using var process = Start(site, "127.0.0.1", port);
        var lines = new ConcurrentQueue<string>();
        var come = new TaskCompletionSource();
        void Take(object sender, DataReceivedEventArgs e)
        {
            lines.Enqueue(e.Data ?? "");
            if (e.Data?.Contains(awaited, StringComparison.Ordinal) == true)
                come.TrySetResult();
        }
        process.OutputDataReceived += Take;
        process.ErrorDataReceived += Take;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var ended = await Task.WhenAny(come.Task, process.WaitForExitAsync(), Task.Delay(Patience));
        if (!process.HasExited)
            process.Kill();
        await process.WaitForExitAsync();
        Assert.True(ended == come.Task, $"'{awaited}' did not come within {Patience.TotalMinutes} minutes, but: {string.Join(Environment.NewLine, lines)}");
        return lines;
    }

    private static Process Start(Site site, string host, int port)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "mlopscl.dll"), .. site.Arguments("worker"), "--health", "", "--bus", "rabbitmq"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["MLOPSCL_RABBITMQ__HOST"] = host;
        start.Environment["MLOPSCL_RABBITMQ__PORT"] = $"{port}";
        start.Environment["MLOPSCL_RABBITMQ__USER"] = "anna";
        start.Environment["MLOPSCL_RABBITMQ__PASSWORD"] = Password;
        return Process.Start(start)!;
    }

    // Closes every connection once something was said on it.
    private static async Task RefuseAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                _ = await client.GetStream().ReadAtLeastAsync(new byte[64], 1, throwOnEndOfStream: false);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or IOException)
        {
            // The test has ended, or the worker was: nobody calls any more.
        }
    }

    private sealed class Kept : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
