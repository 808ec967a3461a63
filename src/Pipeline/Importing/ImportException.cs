namespace MlopsCl.Pipeline.Importing;

/// <summary>A source dataset is absent or not what it should be, or an option is out of range. The message says what to do next.</summary>
/// <param name="message">The value, the rule and the next step.</param>
/// <param name="inner">What went wrong below, if anything did.</param>
public sealed class ImportException(string message, Exception? inner = null) : Exception(message, inner);
