using System.Security.Cryptography;
using System.Text;

namespace MlopsCl.Learner.Randomness;

/// <summary>
/// Random numbers that depend on nothing but (seed, purpose, step): a key is hashed from the three, and number n of the stream is
/// SplitMix64's
/// finalizer of key + n * gamma (Steele, Lea and Flood, 2014). Two streams never share a state, and none needs saving.
/// </summary>
public sealed class SeededRandom
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;
    private ulong _position;

    /// <summary>Opens the stream of a key.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="purpose">What the numbers are for, such as <c>order</c>.</param>
    /// <param name="step">The step, epoch or item that they are for.</param>
    public SeededRandom(long seed, string purpose, long step = 0)
        : this(BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{seed}\n{step}\n{purpose}")))))
    {
    }

    internal SeededRandom(ulong key) => _position = key;

    /// <summary>The next 64 bits, uniform.</summary>
    public ulong NextUInt64()
    {
        var z = _position += Gamma;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>The next number in [0, 1), uniform, 53 bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>The next integer in [0, limit), uniform and unbiased.</summary>
    /// <param name="limit">Above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not above 0.</exception>
    public int NextInt(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var bound = (ulong)limit;
        var reject = (0 - bound) % bound;
        ulong high, low;
        do
        {
            high = Math.BigMul(NextUInt64(), bound, out low);
        }
        while (low < reject);
        return (int)high;
    }

    /// <summary>The next number of the standard normal distribution (Box and Muller, 1958).</summary>
    public double NextNormal() => Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>The numbers 0 to count - 1 in random order (Fisher and Yates).</summary>
    /// <param name="count">At least 0.</param>
    public int[] Permutation(int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        for (var last = count - 1; last > 0; last--)
        {
            var other = NextInt(last + 1);
            (order[last], order[other]) = (order[other], order[last]);
        }

        return order;
    }

    /// <summary>Normal numbers of mean 0.</summary>
    /// <param name="count">How many.</param>
    /// <param name="deviation">Their standard deviation.</param>
    public float[] Normals(long count, double deviation)
    {
        var values = new float[count];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(deviation * NextNormal());
        return values;
    }

    /// <summary>Uniform numbers in [-bound, bound).</summary>
    /// <param name="count">How many.</param>
    /// <param name="bound">The largest magnitude.</param>
    public float[] Uniforms(long count, double bound)
    {
        var values = new float[count];
        for (var i = 0; i < values.Length; i++)
            values[i] = (float)(bound * (2 * NextDouble() - 1));
        return values;
    }
}
