using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MlopsCl.Learner.Batches;
using MlopsCl.Learner.Randomness;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Answering;

/// <summary>
/// Draws tokens, after repetition penalty, temperature, top-k and top-p. What is drawn depends on seed, question and place in the
/// answer, so it is the same in any batch.
/// </summary>
internal sealed class DrawnToken : ITokenChoice
{
    private readonly AnsweringOptions _options;
    private readonly HashSet<int>[] _seen;
    private readonly string[] _purposes;
    private readonly int[] _steps;

    /// <summary>Starts the answers of a batch.</summary>
    /// <param name="options">How tokens are drawn.</param>
    /// <param name="questions">The batch's questions; their tokens count as seen.</param>
    public DrawnToken(AnsweringOptions options, IReadOnlyList<PreparedSample> questions)
    {
        _options = options;
        _seen = [.. questions.Select(question => question.Ids.ToHashSet())];
        _purposes = [.. questions.Select(question => "answer/" + Identity(question))];
        _steps = new int[questions.Count];
    }

    public (long[] Tokens, float[] LogProbabilities) Choose(Tensor logits, IReadOnlyList<int> owners)
    {
        using var scope = NewDisposeScope();
        var values = logits.to_type(ScalarType.Float32).cpu().data<float>().ToArray();
        var tokens = new long[owners.Count];
        var logs = new float[owners.Count];
        var vocabulary = values.Length / owners.Count;
        for (var row = 0; row < owners.Count; row++)
        {
            var mine = values.AsSpan(row * vocabulary, vocabulary);
            var token = Draw(mine, owners[row]);
            (tokens[row], logs[row]) = (token, (float)TokenDistribution.LogProbability(mine, token));
        }

        return (tokens, logs);
    }

    private int Draw(ReadOnlySpan<float> logits, int question)
    {
        var point = new SeededRandom(_options.Seed, _purposes[question], _steps[question]++).NextDouble();
        var token = TokenDistribution.Of(logits, _seen[question], _options).At(point);
        _seen[question].Add(token);
        return token;
    }

    private static string Identity(PreparedSample question)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(question.Ids.AsSpan()));
        foreach (var picture in question.Pictures)
            hash.AppendData(Convert.FromHexString(picture.Sha256));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
