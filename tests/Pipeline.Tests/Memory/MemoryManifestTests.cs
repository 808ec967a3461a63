using MlopsCl.Pipeline.Memory;
using MlopsCl.Pipeline.Stores;

namespace MlopsCl.Pipeline.Tests.Memory;

public sealed class MemoryManifestTests
{
    [Fact]
    public void Merge_OfTwoTasks_KeepsEachOnesSmallest()
    {
        var (garments, digits) = (KeyedHashTests.Entries(100, 5, "g", "garments"), KeyedHashTests.Entries(50, 5, "d", "digits"));
        var bank = MemoryManifest.Empty(5).Merge("garments", "g", 100, 10, garments).Merge("digits", "d", 50, 5, digits);
        Assert.Equal([.. KeyedHash.Smallest(garments, 10), .. KeyedHash.Smallest(digits, 5)], bank.Entries);
        Assert.Equal([new MemoryShare("garments", "g", 100, 10), new MemoryShare("digits", "d", 50, 5)], bank.Shares);
    }

    [Fact]
    public void Merge_OfTheSameDatasetInParts_GivesTheSameBytesInAnyOrder()
    {
        var entries = KeyedHashTests.Entries(60, 5, "g", "garments");
        var once = MemoryManifest.Empty(5).Merge("garments", "g", 60, 12, entries);
        var parts = MemoryManifest.Empty(5).Merge("garments", "g", 60, 12, entries[40..]).Merge("garments", "g", 60, 12, entries[..25]).Merge(
            "garments", "g", 60, 12, entries[20..45]);
        Assert.Equal(StoreJson.Write(once), StoreJson.Write(parts));
    }

    [Fact]
    public void Shrink_BeforeOrAfterAMerge_GivesTheSame()
    {
        var (first, second) = (KeyedHashTests.Entries(100, 5, "g", "garments"), KeyedHashTests.Entries(50, 5, "d", "digits"));
        var late = MemoryManifest.Empty(5).Merge("garments", "g", 100, 20, first).Merge("digits", "d", 50, 10, second).Shrink(0.1);
        var early = MemoryManifest.Empty(5).Merge("garments", "g", 100, 20, first).Shrink(0.1).Merge("digits", "d", 50, 5, second);
        Assert.Equal(StoreJson.Write(early), StoreJson.Write(late));
        Assert.Equal(15, late.Entries.Count);
    }

    [Theory]
    [InlineData(ErasureKind.Sample)]
    [InlineData(ErasureKind.Source)]
    [InlineData(ErasureKind.Subject)]
    public void Without_TakesOutWhatItCovers_ListsIt_AndItNeverComesBack(ErasureKind by)
    {
        MemoryEntry[] entries = [
            KeyedHashTests.Entry("a", 5, "s1", "t", "anna"), KeyedHashTests.Entry("b", 5, "s1", "t", "bert"), KeyedHashTests.Entry("c", 5, "s2", "t", "anna")];
        var bank = MemoryManifest.Empty(5).Merge("t", "s1", 2, 2, entries).Merge("t", "s2", 1, 1, entries);
        var (value, left) = by switch
        {
            ErasureKind.Sample => (entries[0].Sample.Digest, new[] { "b", "c" }),
            ErasureKind.Source => ("s1", ["c"]),
            _ => ("anna", ["b"]),
        };
        Erasure[] erasures = [new Erasure(by, value)];
        var erased = bank.Without(erasures);
        Assert.Equal(left, erased.Entries.Select(e => e.Sample.Id).Order());
        Assert.Equal(3 - left.Length, erased.Erased.Count);

        var again = erased.Merge("t", "s1", 2, 2, entries).Without(erasures);
        Assert.Equal(left, again.Entries.Select(e => e.Sample.Id).Order());
    }

    [Fact]
    public void Diff_NamesWhatCameAndWent()
    {
        var entries = KeyedHashTests.Entries(4, 5, "g", "garments");
        var first = MemoryManifest.Empty(5).Merge("garments", "g", 4, 4, entries[..3]);
        var second = first.Merge("garments", "g", 4, 4, entries[3..]).Without([new Erasure(ErasureKind.Sample, entries[0].Sample.Digest)]);
        var diff = MemoryDiff.Between(first, second);
        Assert.Equal([entries[3]], diff.Added);
        Assert.Equal([entries[0]], diff.Removed);
        Assert.Equal([entries[0].Sample.Digest], diff.Erased);
    }

    [Fact]
    public void Manifest_ThatIsStored_ComesBackByteForByte()
    {
        var bank = MemoryManifest.Empty(-3).Merge("garments", "g", 9, 4, KeyedHashTests.Entries(9, -3, "g", "garments"));
        var bytes = StoreJson.Write(bank);
        Assert.Equal(bytes, StoreJson.Write(StoreJson.Read<MemoryManifest>(bytes, "memory")));
    }
}
