namespace MlopsCl.Pipeline.Importing;

/// <summary>Where a dataset's files are written: a folder or an archive.</summary>
internal interface IDatasetSink : IDisposable
{
    /// <summary>Writes one file.</summary>
    /// <param name="name">Its relative path, parts separated by '/'.</param>
    /// <param name="content">Its bytes.</param>
    void Add(string name, byte[] content);
}
