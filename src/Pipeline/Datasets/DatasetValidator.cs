namespace MlopsCl.Pipeline.Datasets;

/// <summary>Examines a dataset before it is submitted, by the rules of <see cref="DatasetReader"/>, and lists all problems at once.</summary>
public static class DatasetValidator
{
    /// <summary>Examines a folder or an archive.</summary>
    /// <param name="path">The folder, .tar, .tar.gz or .zip.</param>
    /// <param name="limits">What the dataset may ask of a machine.</param>
    /// <param name="cancellation">Stops the examination.</param>
    /// <exception cref="FileNotFoundException">There is nothing at the path.</exception>
    /// <exception cref="IOException">The disk fails.</exception>
    public static async Task<DatasetValidation> ValidateAsync(string path, DatasetLimits limits, CancellationToken cancellation = default)
    {
        var digest = await DatasetDigest.ComputeAsync(path, cancellation);
        if (Directory.Exists(path))
            return Inspect(DatasetFiles.OfFolder(path), digest, limits, cancellation);
        var folder = Directory.CreateTempSubdirectory("mlopscl-validate-").FullName;
        try
        {
            await using var archive = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var unpacked = await ArchiveExtraction.UnpackAsync(archive, path, Path.Combine(folder, "dataset"), limits, cancellation);
            return Inspect(unpacked, digest, limits, cancellation);
        }
        catch (DatasetRejectedException e)
        {
            return new DatasetValidation(digest, 0, 0, 0, e.Problems);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static DatasetValidation Inspect(DatasetFiles files, string digest, DatasetLimits limits, CancellationToken cancellation)
    {
        var problems = new ProblemList(limits.Problems);
        var inspection = DatasetInspection.Of(files, "validation", limits, problems, cancellation);
        return new DatasetValidation(digest, inspection.Train.Count, inspection.Test.Count, inspection.Pictures, problems.Items);
    }
}
