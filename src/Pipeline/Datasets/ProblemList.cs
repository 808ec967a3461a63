namespace MlopsCl.Pipeline.Datasets;

/// <summary>Collects problems up to a limit.</summary>
internal sealed class ProblemList(int limit)
{
    private readonly List<DatasetProblem> _problems = [];

    public IReadOnlyList<DatasetProblem> Items => _problems;

    /// <summary>Whether no more are taken: what reads should stop.</summary>
    public bool IsFull => _problems.Count >= limit;

    public void Add(DatasetFault fault, string message, string? file = null, int? record = null)
    {
        if (!IsFull)
            _problems.Add(new DatasetProblem(fault, message, file, record));
    }

    /// <exception cref="DatasetRejectedException">There is a problem.</exception>
    public void ThrowIfAny()
    {
        if (_problems.Count > 0)
            throw new DatasetRejectedException(_problems);
    }
}
