using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Models;

namespace MlopsCl.Learner.Training;

/// <summary>Digests of what a training depends on.</summary>
internal static class Fingerprint
{
    /// <summary>SHA-256 over the files that make a model, or an adapter, what it is: names and contents.</summary>
    public static string OfModel(string folder)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in FilesOf(folder))
        {
            using var stream = File.OpenRead(Path.Combine(folder, file));
            hash.AppendData(Encoding.UTF8.GetBytes(file + "\n"));
            hash.AppendData(SHA256.HashData(stream));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>The names of those files, in ordinal order.</summary>
    public static IReadOnlyList<string> FilesOf(string folder) =>
        [.. ModelFiles.Of(folder, ModelFiles.Decisive).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>SHA-256 of a training: any other model, samples, options or seed give another.</summary>
    /// <param name="facts">What it depends on besides samples, as JSON.</param>
    /// <param name="samples">All samples, memory included.</param>
    public static string OfTraining(object facts, IEnumerable<PreparedSample> samples)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(JsonSerializer.SerializeToUtf8Bytes(facts));
        foreach (var sample in samples)
            hash.AppendData(Encoding.UTF8.GetBytes($"{sample.Digest} {sample.Task} {sample.IsMemory}\n"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>SHA-256 of a file, lower-case hexadecimal.</summary>
    public static string OfFile(string path)
    {
        using var stream = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }
}
