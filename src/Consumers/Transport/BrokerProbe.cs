using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace MlopsCl.Consumers;

/// <summary>Asks whether the broker takes this account's connection.</summary>
public static class BrokerProbe
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Connects and disconnects.</summary>
    /// <param name="options">The broker.</param>
    /// <param name="cancellationToken">Stops the attempt.</param>
    /// <returns>Null when the broker answered; otherwise why not, without secrets.</returns>
    public static async Task<string?> FindProblemAsync(RabbitMqOptions options, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory
        {
            HostName = options.Host,
            Port = options.Port,
            VirtualHost = options.VirtualHost,
            UserName = options.User,
            Password = options.Password,
            RequestedConnectionTimeout = Patience,
            Ssl = new SslOption(options.Host, enabled: options.UseTls),
        };
        try
        {
            await using var connection = await factory.CreateConnectionAsync(cancellationToken);
            return null;
        }
        catch (Exception e) when (e is BrokerUnreachableException or OperationInterruptedException or IOException)
        {
            return e.InnerException is AuthenticationFailureException ? $"the broker refuses the account '{options.User}'" : e.GetBaseException().Message;
        }
    }
}
