using System.Buffers.Binary;
using System.IO.Compression;

namespace MlopsCl.Pipeline.Importing.Garments;

/// <summary>
/// An IDX file (the form of MNIST): a magic number with the element type and the number of dimensions, the dimensions, the bytes; gzip around it.
/// </summary>
internal sealed record IdxFile(int[] Shape, byte[] Data)
{
    private const int ByteElements = 8;

    /// <exception cref="ImportException">The file is not a gzipped IDX file of bytes.</exception>
    public static IdxFile Read(string path)
    {
        try
        {
            using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
            Span<byte> word = stackalloc byte[4];
            stream.ReadExactly(word);
            if (word[0] != 0 || word[1] != 0 || word[2] != ByteElements || word[3] is 0 or > 3)
                throw new InvalidDataException("The magic number is not that of 1 to 3 dimensions of bytes.");
            var shape = new int[word[3]];
            for (var i = 0; i < shape.Length; i++)
            {
                stream.ReadExactly(word);
                shape[i] = BinaryPrimitives.ReadInt32BigEndian(word);
            }

            var data = new byte[shape.Aggregate(1, (product, side) => checked(product * side))];
            stream.ReadExactly(data);
            return new IdxFile(shape, data);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or OverflowException)
        {
            throw new ImportException(
                $"'{path}' cannot be read as a gzipped IDX file: {e.Message} Install the package anew, or name another folder as the source.", e);
        }
    }
}
