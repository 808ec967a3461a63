namespace MlopsCl.Pipeline.Tests;

/// <summary>Stands for the end of the process.</summary>
internal sealed class KilledException() : Exception("The process was killed here.");
