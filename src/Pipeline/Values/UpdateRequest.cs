namespace MlopsCl.Pipeline;

/// <summary>A request to teach a stream one task dataset.</summary>
/// <param name="Stream">The stream's name (the recipe's <c>stream</c>).</param>
/// <param name="Task">The task.</param>
/// <param name="DatasetAddress">A folder, a .tar, .tar.gz or .zip file, <c>store:NAME</c>, or a blob address.</param>
/// <param name="DatasetSha256">The digest that the dataset must have, lower-case hexadecimal.</param>
public sealed record UpdateRequest(string Stream, TaskId Task, string DatasetAddress, string DatasetSha256);
