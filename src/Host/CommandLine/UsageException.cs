namespace MlopsCl.Host;

/// <summary>What the user gave cannot be used. The message states the value, the rule and the next step.</summary>
internal sealed class UsageException(string message) : Exception(message);
