namespace MlopsCl.Pipeline.Datasets;

/// <summary>A record breaks the form.</summary>
internal sealed class RecordFormException(DatasetFault fault, string message) : Exception(message)
{
    public DatasetFault Fault { get; } = fault;
}
