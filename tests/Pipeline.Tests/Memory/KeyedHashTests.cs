using System.Security.Cryptography;
using System.Text;
using MlopsCl.Learner;
using MlopsCl.Pipeline.Memory;
using MlopsCl.Pipeline.Samples;

namespace MlopsCl.Pipeline.Tests.Memory;

public sealed class KeyedHashTests
{
    // python3: hmac.new((7).to_bytes(8, 'little', signed=True), b'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad', 'sha256').hexdigest()[:16]
    [Theory]
    [InlineData(7, "99e80c0623010c42")]
    [InlineData(-1, "bcb3b1542dca4ebc")]
    public void Priority_EqualsPythonsHmac(long seed, string expected) =>
        Assert.Equal(expected, KeyedHash.Priority(seed, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));

    [Theory]
    [InlineData(100, 0.1, 10)]
    [InlineData(101, 0.1, 11)]
    [InlineData(1, 0.001, 1)]
    [InlineData(0, 0.1, 0)]
    [InlineData(50, 0, 0)]
    [InlineData(7, 1, 7)]
    [InlineData(3000, 0.001, 3)]
    public void Count_IsTheShareRoundedUp(int samples, double share, int expected) => Assert.Equal(expected, KeyedHash.Count(samples, share));

    [Theory]
    [InlineData(-1)]
    [InlineData(1.01)]
    [InlineData(double.NaN)]
    public void Count_OfAnImpossibleShare_SaysTheRange(double share) => Assert.Throws<ArgumentOutOfRangeException>(() => KeyedHash.Count(10, share));

    [Fact]
    public void Selection_DoesNotDependOnOrder()
    {
        var entries = Entries(200, 1);
        var forward = KeyedHash.Smallest(entries, 20);
        Assert.Equal(forward, KeyedHash.Smallest(entries.Reverse(), 20));
        Assert.Equal(forward, KeyedHash.Smallest(entries.OrderBy(e => e.Sample.Id[^1]).ThenBy(e => e.Sample.Digest), 20));
    }

    [Fact]
    public void Selection_OfPartsAndThenOfTheirUnion_IsTheSelectionOfTheWhole()
    {
        var entries = Entries(300, 2);
        var parts = entries.Chunk(70).SelectMany(part => KeyedHash.Smallest(part, 25));
        Assert.Equal(KeyedHash.Smallest(entries, 25), KeyedHash.Smallest(parts, 25));
    }

    [Fact]
    public void Selection_ThatShrinks_KeepsWhatASmallerOneWouldHaveKept()
    {
        var entries = Entries(300, 3);
        Assert.Equal(KeyedHash.Smallest(entries, 10), KeyedHash.Smallest(KeyedHash.Smallest(entries, 80), 10));
    }

    [Fact]
    public void Selection_CountsAnEntryThatOccursTwiceOnce()
    {
        var entries = Entries(10, 4);
        Assert.Equal(KeyedHash.Smallest(entries, 6), KeyedHash.Smallest(entries.Concat(entries), 6));
    }

    [Fact]
    public void Selection_IsUniform()
    {
        // 100 samples, 20 kept, under 500 seeds: each is expected 100 times. The statistic sum (o - e)^2 / (e (1 - 20/100)) is close to
        // chi-square with 99 degrees of freedom; its 0.1 % and 99.9 % quantiles are 61.1 and 148.2.
        var digests = Enumerable.Range(0, 100).Select(i => Digest($"sample {i}")).ToArray();
        var kept = new int[100];
        for (var seed = 0; seed < 500; seed++)
        {
            foreach (var index in Enumerable.Range(0, 100).OrderBy(i => KeyedHash.Priority(seed, digests[i]), StringComparer.Ordinal).Take(20))
                kept[index]++;
        }
        var statistic = kept.Sum(o => (o - 100.0) * (o - 100.0)) / (100 * 0.8);
        Assert.InRange(statistic, 61.1, 148.2);
    }

    internal static MemoryEntry[] Entries(int count, long seed, string source = "source", string task = "task") =>
        [.. Enumerable.Range(0, count).Select(i => Entry($"{source} {i}", seed, source, task))];

    internal static MemoryEntry Entry(string id, long seed, string source, string task, string? subject = null)
    {
        var digest = Digest(id);
        var sample = new StoredSample(digest, id, task, [], [new Turn(Speaker.Human, "?"), new Turn(Speaker.Assistant, id)], subject);
        return new MemoryEntry(sample, source, KeyedHash.Priority(seed, digest));
    }

    private static string Digest(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
