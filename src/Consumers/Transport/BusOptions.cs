namespace MlopsCl.Consumers;

/// <summary>Which bus carries the messages.</summary>
public sealed class BusOptions
{
    /// <summary><c>memory</c> (within one process) or <c>rabbitmq</c>.</summary>
    /// <value>The default is <c>memory</c>: nothing to install.</value>
    public string Transport { get; set; } = "memory";

    /// <summary>The queue that workers share; its error queue has the suffix <c>_error</c>.</summary>
    /// <value>The default is <c>mlopscl.task-datasets</c>.</value>
    public string Queue { get; set; } = "mlopscl.task-datasets";

    /// <summary>The broker's address and account, for <c>rabbitmq</c>.</summary>
    public RabbitMqOptions RabbitMq { get; set; } = new();

    /// <summary>Everything that is wrong, one sentence each; empty when all is well.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (Transport is not ("memory" or "rabbitmq"))
            problems.Add($"Bus is '{Transport}'; it must be memory or rabbitmq. Set --bus or MLOPSCL_BUS.");
        if (string.IsNullOrWhiteSpace(Queue))
            problems.Add("Queue is empty; it must have a name. Set MLOPSCL_QUEUE or leave it out.");
        if (Transport == "rabbitmq")
            problems.AddRange(RabbitMq.Problems());
        return problems;
    }
}
