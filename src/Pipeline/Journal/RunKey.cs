using System.Text;
using MlopsCl.Learner;

namespace MlopsCl.Pipeline.Journal;

/// <summary>The identity of a run.</summary>
public static class RunKey
{
    /// <summary>
    /// SHA-256 over stream, task, dataset digest and recipe digest, one a line. Neither the message nor the dataset's address enters.
    /// </summary>
    /// <param name="request">The request.</param>
    /// <param name="recipeSha256">The recipe's digest.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    /// <exception cref="ArgumentException">The dataset's digest is not a SHA-256 in lower-case hexadecimal.</exception>
    public static string Of(UpdateRequest request, string recipeSha256)
    {
        if (!ContentDigest.IsOne(request.DatasetSha256))
        {
            throw new ArgumentException(
                $"Dataset digest '{request.DatasetSha256}' is not a SHA-256; send 64 lower-case hexadecimal digits, as 'mlopscl submit' computes them.",
                nameof(request));
        }
        var text = $"{request.Stream}\n{request.Task.Value}\n{request.DatasetSha256}\n{recipeSha256}\n";
        return ContentDigest.Of(Encoding.UTF8.GetBytes(text));
    }
}
