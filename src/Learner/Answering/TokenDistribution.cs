namespace MlopsCl.Learner.Answering;

/// <summary>
/// The probabilities by which the next token is drawn: repetition penalty, temperature, top-k and top-p, in this order, with the
/// arithmetic of the reference implementation (float32 logits).
/// </summary>
internal sealed class TokenDistribution
{
    private readonly double[] _probabilities;

    private TokenDistribution(double[] probabilities) => _probabilities = probabilities;

    /// <summary>One a token; their sum is 1.</summary>
    public IReadOnlyList<double> Probabilities => _probabilities;

    /// <summary>The distribution of one token.</summary>
    /// <param name="logits">One a token of the vocabulary.</param>
    /// <param name="seen">Tokens that question and answer hold already.</param>
    /// <param name="options">How tokens are drawn; a temperature of 0 puts everything on the likeliest token.</param>
    public static TokenDistribution Of(ReadOnlySpan<float> logits, IReadOnlySet<int> seen, AnsweringOptions options)
    {
        var scores = logits.ToArray();
        Penalise(scores, seen, (float)options.RepetitionPenalty);
        if (options.Temperature == 0)
            return Only(scores);
        for (var token = 0; token < scores.Length; token++)
            scores[token] /= (float)options.Temperature;
        if (options.TopK > 0 && options.TopK < scores.Length)
            KeepLikeliest(scores, options.TopK);
        var probabilities = Softmax(scores);
        return new TokenDistribution(options.TopP < 1 ? KeepNucleus(scores, probabilities, options.TopP) : probabilities);
    }

    /// <summary>The token at a point of the cumulated probabilities.</summary>
    /// <param name="point">0 to 1, without 1.</param>
    public int At(double point)
    {
        var last = 0;
        for (var token = 0; token < _probabilities.Length; token++)
        {
            if (_probabilities[token] == 0)
                continue;
            last = token;
            if ((point -= _probabilities[token]) < 0)
                break;
        }

        return last;
    }

    /// <summary>The natural logarithm of a token's probability under a softmax of the logits.</summary>
    public static double LogProbability(ReadOnlySpan<float> logits, int token)
    {
        var largest = Largest(logits);
        var sum = 0.0;
        foreach (var logit in logits)
            sum += Math.Exp(logit - largest);
        return logits[token] - largest - Math.Log(sum);
    }

    private static void Penalise(float[] scores, IReadOnlySet<int> seen, float penalty)
    {
        if (penalty == 1)
            return;
        foreach (var token in seen.Where(token => token < scores.Length))
            scores[token] = scores[token] < 0 ? scores[token] * penalty : scores[token] / penalty;
    }

    private static TokenDistribution Only(float[] scores)
    {
        var probabilities = new double[scores.Length];
        probabilities[Array.IndexOf(scores, Largest(scores))] = 1;
        return new TokenDistribution(probabilities);
    }

    // What ties with the last of the likeliest stays too.
    private static void KeepLikeliest(float[] scores, int count)
    {
        var best = new PriorityQueue<float, float>(count + 1);
        foreach (var score in scores)
        {
            if (best.Count < count)
                best.Enqueue(score, score);
            else if (score > best.Peek())
                best.EnqueueDequeue(score, score);
        }

        var least = best.Peek();
        for (var token = 0; token < scores.Length; token++)
        {
            if (scores[token] < least)
                scores[token] = float.NegativeInfinity;
        }
    }

    // Drops tokens, from the least likely on, while their cumulated probability is at most 1 - p; one stays always. Both are compared in float32: where
    // probabilities tie, the last bit decides how many stay.
    private static double[] KeepNucleus(float[] scores, double[] probabilities, double p)
    {
        var most = (float)(1 - p);
        int[] order = [.. Enumerable.Range(0, scores.Length).Where(token => probabilities[token] > 0)];
        Array.Sort(order, (a, b) => scores[a] != scores[b] ? scores[a].CompareTo(scores[b]) : a.CompareTo(b));
        var cumulated = 0.0;
        foreach (var token in order.SkipLast(1))
        {
            cumulated += (float)probabilities[token];
            if ((float)cumulated > most)
                break;
            probabilities[token] = 0;
        }

        var sum = probabilities.Sum();
        for (var token = 0; token < probabilities.Length; token++)
            probabilities[token] /= sum;
        return probabilities;
    }

    private static double[] Softmax(float[] scores)
    {
        var largest = Largest(scores);
        var probabilities = new double[scores.Length];
        var sum = 0.0;
        for (var token = 0; token < scores.Length; token++)
            sum += probabilities[token] = Math.Exp((double)scores[token] - largest);
        for (var token = 0; token < scores.Length; token++)
            probabilities[token] /= sum;
        return probabilities;
    }

    private static float Largest(ReadOnlySpan<float> values)
    {
        var largest = float.NegativeInfinity;
        foreach (var value in values)
            largest = Math.Max(largest, value);
        return largest;
    }
}
