namespace MlopsCl.Learner.Methods.ContinualLlava;

/// <summary>
/// Gives questions that the pool has not seen entries of their own: keys set to the question's vector, which is the alignment of the
/// first stage in closed
/// form. The question farthest from all keys goes first; of equally far ones the one asked most often.
/// </summary>
/// <param name="options">How many entries a question takes, the threshold, and what happens in a full pool.</param>
internal sealed class FreshAllocation(ContinualLlavaOptions options)
{
    /// <summary>Allocates.</summary>
    /// <param name="questions">Vectors of the task's different questions.</param>
    /// <param name="counts">How often each is asked.</param>
    /// <param name="keys">Keys of the pool so far; grown where needed.</param>
    /// <param name="owners">Owners of the pool's entries so far; grown and filled in.</param>
    /// <param name="centre">What is subtracted before comparing.</param>
    /// <param name="task">The task's number, from 1.</param>
    public void Allocate(IReadOnlyList<float[]> questions, IReadOnlyList<int> counts, List<float[]> keys, List<int> owners, float[] centre, int task)
    {
        var pool = new PoolKeys(options, keys, owners, centre);
        double[] nearest = [.. questions.Select(question => pool.Choose(question)?.Cosine ?? double.NegativeInfinity)];
        for (var taken = 0; taken < options.FreshQuestions; taken++)
        {
            var farthest = Enumerable.Range(0, questions.Count)
                .OrderBy(question => nearest[question]).ThenByDescending(question => counts[question]).ThenBy(question => question).First();
            if (nearest[farthest] >= options.Threshold || !Take(questions[farthest], keys, owners, task))
                return;
            for (var question = 0; question < questions.Count; question++)
                nearest[question] = Math.Max(nearest[question], PoolKeys.Cosine(questions[question], questions[farthest], centre));
        }
    }

    // False in a full pool that shares.
    private bool Take(float[] question, List<float[]> keys, List<int> owners, int task)
    {
        int[] unused = [.. Enumerable.Range(0, owners.Count).Where(entry => owners[entry] == 0).Take(options.Chosen)];
        var missing = options.Chosen - unused.Length;
        if (missing > 0 && options.WhenFull == FullPool.Share && owners.Any(owner => owner > 0))
            return false;
        for (var entry = 0; entry < missing; entry++)
        {
            keys.Add(question);
            owners.Add(0);
        }

        foreach (var entry in unused.Concat(Enumerable.Range(owners.Count - missing, missing)))
            (keys[entry], owners[entry]) = (question, task);
        return true;
    }
}
