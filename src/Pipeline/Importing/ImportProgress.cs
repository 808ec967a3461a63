namespace MlopsCl.Pipeline.Importing;

/// <summary>Where an import stands.</summary>
/// <param name="Stage">What is being done, such as <c>reading</c> or <c>writing train</c>.</param>
/// <param name="Done">Records done in this stage.</param>
/// <param name="Total">Records in this stage; 0 when it is not known.</param>
public sealed record ImportProgress(string Stage, int Done, int Total);
