using System.Text;

namespace MlopsCl.Learner.Tests;

/// <summary>Damages files the way transfers, disks and attackers do. The same seed damages in the same way.</summary>
internal static class Mutation
{
    private static readonly string[] Fragments =
        ["{", "}", "[", "]", ",", ":", "\"", "null", "true", "-1", "0", "1e999", "18446744073709551615", "9223372036854775807", "\\ud800", "\0", "\"type\"",
            "{}", "[]", "\"\"", "(", "{1,3}+", "\\p{"];

    public static byte[] Of(byte[] original, int seed)
    {
        var random = new Random(seed);
        var bytes = new List<byte>(original);
        for (int round = random.Next(1, 4); round > 0; round--)
        {
            Change(bytes, random);
        }

        return [.. bytes];
    }

    private static void Change(List<byte> bytes, Random random)
    {
        int at = random.Next(bytes.Count + 1);
        int length = Math.Min(random.Next(1, 24), bytes.Count - at);
        switch (random.Next(6))
        {
            case 0 when at < bytes.Count:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when at < bytes.Count:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, length);
                break;
            case 3:
                bytes.InsertRange(at, bytes.GetRange(at, length));
                break;
            case 4:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Fragments[random.Next(Fragments.Length)]));
                break;
            default:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
        }
    }
}
