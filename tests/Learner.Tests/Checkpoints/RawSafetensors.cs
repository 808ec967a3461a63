using System.Buffers.Binary;
using System.Text;

namespace MlopsCl.Learner.Tests.Checkpoints;

/// <summary>Lays out a safetensors file by hand, right or wrong.</summary>
internal static class RawSafetensors
{
    public static byte[] File(string header, int dataBytes) => File(Encoding.UTF8.GetBytes(header), dataBytes);

    public static byte[] File(byte[] header, int dataBytes, ulong? claimedLength = null)
    {
        byte[] file = new byte[8 + header.Length + dataBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(file, claimedLength ?? (ulong)header.Length);
        header.CopyTo(file, 8);
        for (int i = 0; i < dataBytes; i++)
        {
            file[8 + header.Length + i] = (byte)i;
        }

        return file;
    }
}
