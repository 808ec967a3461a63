using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using MlopsCl.Consumers;
using MlopsCl.Pipeline;

namespace MlopsCl.Host;

/// <summary>The worker's log: no line tells a secret, whoever writes it, this program or a library.</summary>
/// <param name="log">Where lines go.</param>
/// <param name="broker">The broker, whose password is hidden wherever it stands.</param>
internal sealed class DiscreetLog(ILoggerProvider log, RabbitMqOptions broker) : ILoggerProvider
{
    // A shorter password would be found in the middle of words.
    private const int ShortestPassword = 4;

    /// <summary>Puts it between all loggers and the console that was added.</summary>
    public static void Wrap(ILoggingBuilder logging, RabbitMqOptions broker)
    {
        logging.Services.RemoveAll<ILoggerProvider>();
        logging.Services.AddSingleton<ConsoleLoggerProvider>();
        logging.Services.AddSingleton<ILoggerProvider>(services => new DiscreetLog(services.GetRequiredService<ConsoleLoggerProvider>(), broker));
    }

    public ILogger CreateLogger(string categoryName) => new Discreet(log.CreateLogger(categoryName), Hide);

    public void Dispose() => log.Dispose();

    /// <summary>The same text without secrets.</summary>
    internal string Hide(string text)
    {
        var hidden = Secrets.Hide(text);
        return broker.Password.Length < ShortestPassword || broker.Password == broker.User
            ? hidden
            : hidden.Replace(broker.Password, "***", StringComparison.Ordinal);
    }

    private sealed class Discreet(ILogger log, Func<string, string> hide) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var text = formatter(state, exception);
            var shown = hide(exception is null ? text : $"{text} {exception}");
            var values = state as IEnumerable<KeyValuePair<string, object?>> ?? [];
            log.Log(logLevel, eventId, new Shown(values.Select(value => KeyValuePair.Create(value.Key, ShownOf(value.Value))), shown), null, (_, _) => shown);
        }

        private object? ShownOf(object? value) => value is null or (IConvertible and not string) ? value : hide(value.ToString() ?? "");
    }

    // A log for machines writes the values of a line by name.
    private sealed class Shown(IEnumerable<KeyValuePair<string, object?>> values, string text) : List<KeyValuePair<string, object?>>(values)
    {
        public override string ToString() => text;
    }
}
