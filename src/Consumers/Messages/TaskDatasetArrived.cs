using MassTransit;

namespace MlopsCl.Consumers;

/// <summary>A task dataset has arrived: teach it to a stream. Taken by a worker, which journals it and then acknowledges.</summary>
/// <param name="Stream">The stream's name (the recipe's <c>stream</c>).</param>
/// <param name="Task">The learning task's name: 1 to 64 lower-case letters, digits, '-' and '_'.</param>
/// <param name="DatasetAddress">A folder, a .tar, .tar.gz or .zip file, <c>store:NAME</c>, or a blob address; the worker must be able to read it.</param>
/// <param name="Sha256">The digest that the dataset must have, 64 lower-case hexadecimal digits.</param>
[EntityName(Exchange)]
public sealed record TaskDatasetArrived(string Stream, string Task, string DatasetAddress, string Sha256)
{
    /// <summary>The exchange that producers publish to.</summary>
    public const string Exchange = "mlopscl.task-dataset-arrived";
}
