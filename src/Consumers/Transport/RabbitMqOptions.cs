namespace MlopsCl.Consumers;

/// <summary>How to reach RabbitMQ. The password never appears in a message or a log line.</summary>
public sealed class RabbitMqOptions
{
    /// <summary>The host's name or address.</summary>
    /// <value>The default is <c>localhost</c>.</value>
    public string Host { get; set; } = "localhost";

    /// <summary>The port, 1 to 65535.</summary>
    /// <value>The default is 5672.</value>
    public int Port { get; set; } = 5672;

    /// <summary>The virtual host.</summary>
    /// <value>The default is <c>/</c>.</value>
    public string VirtualHost { get; set; } = "/";

    /// <summary>The account.</summary>
    /// <value>The default is <c>guest</c>, which the broker takes from its own machine alone.</value>
    public string User { get; set; } = "guest";

    /// <summary>The account's password.</summary>
    /// <value>The default is the broker's own for <c>guest</c>.</value>
    public string Password { get; set; } = "guest";

    /// <summary>Whether the connection is encrypted (TLS).</summary>
    /// <value>The default is false, for a broker on the same machine or private network.</value>
    public bool UseTls { get; set; }

    /// <summary>Everything that is wrong, one sentence each.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (string.IsNullOrWhiteSpace(Host))
            problems.Add("The broker's host is empty; set MLOPSCL_RABBITMQ__HOST to its name.");
        else if (Host.Contains('@') || Host.Contains('/'))
            problems.Add("The broker's host is an address; set MLOPSCL_RABBITMQ__HOST to the name alone, and __PORT, __VIRTUALHOST, " +
                "__USER and __PASSWORD to the rest.");
        if (Port is < 1 or > 65535)
            problems.Add($"The broker's port is {Port}; it must be 1 to 65535. Set MLOPSCL_RABBITMQ__PORT.");
        if (string.IsNullOrEmpty(VirtualHost))
            problems.Add("The broker's virtual host is empty; set MLOPSCL_RABBITMQ__VIRTUALHOST, usually to '/'.");
        return problems;
    }

    /// <inheritdoc/>
    public override string ToString() => $"rabbitmq://{Host}:{Port}{(VirtualHost == "/" ? "/" : "/" + VirtualHost)}";
}
