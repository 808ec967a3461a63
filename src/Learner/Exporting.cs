using MlopsCl.Learner.Adapters;
using MlopsCl.Learner.Models;
using static TorchSharp.torch;

namespace MlopsCl.Learner;

/// <summary>The door to exports: base model and adapter as one checkpoint in Hugging Face layout, which needs no adapter any more.</summary>
public static class Exporting
{
    // What an export that did not come to its end left behind may be deleted.
    private const string Mark = ".mlopscl-export";

    /// <summary>
    /// Writes a checkpoint with the base model's keys, configuration, tokenizer and preprocessing, and with the adapter merged into the weights.
    /// Weights go through memory one at a time. The folder appears whole or not at all.
    /// </summary>
    /// <param name="request">What is written where.</param>
    /// <param name="progress">Told the share that is done after every weight, 0 to 1.</param>
    /// <param name="cancellation">Looked at between weights.</param>
    /// <exception cref="ArgumentException">The adapter cannot be merged, or belongs to another base model; or the output folder is not empty.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    /// <exception cref="InvalidDataException">A file is of a kind that this program does not run.</exception>
    public static ExportReport Run(ExportRequest request, IProgress<double>? progress, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.ShardBytes, 1);
        var output = Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.OutputFolder));
        if (File.Exists(output))
            throw new ArgumentException($"{output} is a file; name a folder that is empty or absent, an export overwrites nothing.");
        if (Directory.Exists(output) && Directory.EnumerateFileSystemEntries(output).Any())
            throw new ArgumentException($"{output} is not empty; name a folder that is empty or absent, an export overwrites nothing.");
        ComputeThreads.UseAllCores();
        using var scope = NewDisposeScope();
        var saved = BundleAdapters.Read(request.Bundle, CPU).Saved;
        ThrowIfUnmergeable(saved);
        using var adapters = saved?.ToState() ?? new AdapterState([], new Dictionary<string, Tensor>(), []);
        return Write(request, adapters, output, progress, cancellation);
    }

    private static ExportReport Write(
        ExportRequest request, AdapterState adapters, string output, IProgress<double>? progress, CancellationToken cancellation)
    {
        var partial = output + ".partial";
        var mark = Path.Combine(partial, Mark);
        if (Directory.Exists(partial) && !File.Exists(mark) && Directory.EnumerateFileSystemEntries(partial).Any())
            throw new ArgumentException($"{partial} is where an export is written first, and it holds something else; move it away.");
        if (Directory.Exists(partial))
            Directory.Delete(partial, recursive: true);
        Directory.CreateDirectory(partial);
        File.WriteAllText(mark, "");
        try
        {
            using var source = MergedCheckpoint.Open(request.Bundle.BaseModelFolder, adapters, request.Precision);
            source.WriteWeights(partial, request.ShardBytes, progress, cancellation);
            ModelCompanions.Copy(request.Bundle.BaseModelFolder, partial, request.Precision);
            File.Delete(mark);
            if (Directory.Exists(output))
                Directory.Delete(output);
            Directory.Move(partial, output);
            var files = Directory.EnumerateFiles(output).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);
            return new ExportReport(source.Tensors, source.Merged, source.Bytes, [.. files]);
        }
        catch
        {
            if (Directory.Exists(partial))
                Directory.Delete(partial, recursive: true);
            throw;
        }
    }

    private static void ThrowIfUnmergeable(SavedAdapters? saved)
    {
        if (saved is null)
            return;
        var (method, pool) = (saved.Record.Method, saved.Record.Groups.FirstOrDefault(group => group.IsGated));
        const string instead = "A checkpoint of plain weights would answer differently; ask and serve the release itself.";
        if (pool is not null)
            throw new ArgumentException(
                $"Method '{method}' chooses among the {pool.Entries} entries of '{pool.Name}' for each question, " +
                $"so that no one set of weights equals it. {instead}");
        if (ContinualMethods.Create(new MethodChoice(method, saved.Record.Options)).Selector is { PromptTokens: > 0 } selector)
            throw new ArgumentException(
                $"Method '{method}' puts {selector.PromptTokens} vectors that it chooses for each question in front of it, " +
                $"and they are part of no weight. {instead}");
    }
}
