namespace MlopsCl.Learner.Methods.ContinualLlava;

/// <summary>The keys of a pool as plain numbers: which entries are used, and which a question takes.</summary>
internal sealed class PoolKeys
{
    private readonly ContinualLlavaOptions _options;
    private readonly float[][] _centred;
    private readonly float[] _centre;
    private readonly int[] _candidates;

    /// <param name="options">The number of entries that a question takes, and the allocation.</param>
    /// <param name="keys">All keys.</param>
    /// <param name="owners">The owner of each entry; 0 for an unused one.</param>
    /// <param name="centre">What is subtracted from keys and questions.</param>
    public PoolKeys(ContinualLlavaOptions options, IReadOnlyList<float[]> keys, IReadOnlyList<int> owners, float[] centre)
    {
        (_options, _centre, Owners) = (options, centre, owners);
        _centred = [.. keys.Select(Centred)];
        var all = Enumerable.Range(0, keys.Count);
        _candidates = [.. options.Allocation == Allocation.Cosine ? all : all.Where(entry => owners[entry] > 0)];
    }

    /// <summary>The owner of each entry.</summary>
    public IReadOnlyList<int> Owners { get; }

    /// <summary>Entries.</summary>
    public int Count => _centred.Length;

    /// <summary>What a question takes; null if no entry is used yet.</summary>
    public EntryChoice? Choose(float[] question) =>
        _candidates.Length == 0 ? null : EntryChoice.Nearest(Centred(question), _centred, _candidates, _options.Chosen);

    /// <summary>The cosine of two vectors about a centre.</summary>
    public static double Cosine(float[] left, float[] right, float[] centre) => VectorRows.Cosine(Centred(left, centre), Centred(right, centre));

    private float[] Centred(float[] vector) => Centred(vector, _centre);

    private static float[] Centred(float[] vector, float[] centre) => [.. vector.Zip(centre, (value, middle) => value - middle)];
}
