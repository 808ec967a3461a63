namespace MlopsCl.Pipeline.Updating;

/// <summary>A run cannot go on, for a reason that another attempt would meet again: it is parked at once.</summary>
internal sealed class HopelessRunException(string message, Exception? inner = null) : Exception(message, inner);
