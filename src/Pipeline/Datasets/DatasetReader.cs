using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Datasets;

/// <summary>Reads the task dataset of an update: verified, safely unpacked, and examined record by record.</summary>
public static class DatasetReader
{
    /// <summary>Reads a dataset.</summary>
    /// <param name="request">Its address, digest and task.</param>
    /// <param name="store">Where <c>store:NAME</c> is looked up.</param>
    /// <param name="workFolder">Where archives are fetched and unpacked to; its files must stay as long as the samples are used.</param>
    /// <param name="limits">What the dataset may ask of this machine.</param>
    /// <param name="cancellation">Stops the reading.</param>
    /// <returns>The dataset; pictures are files that are not read yet, or small and in memory.</returns>
    /// <exception cref="DatasetRejectedException">The dataset must not be learned from; it tells why and where.</exception>
    /// <exception cref="StoreUnavailableException">The store cannot be reached: worth another attempt.</exception>
    /// <exception cref="IOException">The machine's own disk fails: worth another attempt.</exception>
    public static async Task<TaskDataset> ReadAsync(
        UpdateRequest request, IStore store, string workFolder, DatasetLimits limits, CancellationToken cancellation = default)
    {
        try
        {
            var path = await DatasetSource.FetchAsync(request.DatasetAddress, store, workFolder, limits, cancellation);
            var files = await OpenAsync(path, request.DatasetSha256, workFolder, limits, cancellation);
            var problems = new ProblemList(limits.Problems);
            var inspection = DatasetInspection.Of(files, request.Task.Value, limits, problems, cancellation);
            problems.ThrowIfAny();
            return new TaskDataset(request.Task, request.DatasetSha256, inspection.Train, inspection.Test, inspection.Scoring);
        }
        catch (UnauthorizedAccessException e)
        {
            throw new DatasetRejectedException(
                DatasetFault.Address, $"'{Secrets.Hide(request.DatasetAddress)}' may not be read: " +
                    $"{e.Message} Give the worker the right to, or submit another place.", e);
        }
    }

    /// <summary>Verifies the digest, then unpacks from the very file that was digested. What cannot be a dataset is not read at all.</summary>
    private static async Task<DatasetFiles> OpenAsync(string path, string expected, string workFolder, DatasetLimits limits, CancellationToken cancellation)
    {
        if (Directory.Exists(path))
        {
            var files = DatasetFiles.OfFolder(path);
            if (!DatasetFolder.HasRecords(files))
                throw new DatasetRejectedException(
                    DatasetFault.Layout, $"The folder '{path}' holds no {DatasetLayout.Train} nor {DatasetLayout.Test}. Submit the folder that holds them.");
            var (digest, digests) = await DatasetDigest.OfFolderAsync(path, cancellation);
            Verify(digest, expected);
            return DatasetFiles.OfFolder(path, digests);
        }

        ArchiveExtraction.CheckName(path);
        await using var archive = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        Verify(await FileDigest.OfAsync(archive, cancellation), expected);
        archive.Position = 0;
        return await ArchiveExtraction.UnpackAsync(archive, path, Path.Combine(workFolder, "dataset-" + expected), limits, cancellation);
    }

    private static void Verify(string actual, string expected)
    {
        if (actual != expected)
            throw new DatasetRejectedException(
                DatasetFault.Digest, $"The dataset has the digest {actual}, but {expected} was announced: " +
                    "it changed, or the announcement is wrong. Submit it again.");
    }
}
