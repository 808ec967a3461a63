using System.Collections.Concurrent;
using MlopsCl.Learner;
using MlopsCl.Learner.Imaging;

namespace MlopsCl.Pipeline.Datasets;

/// <summary>
/// Examines every picture that records name, once: it exists, its header asks for no more pixels than allowed (nothing is decoded before that is known), and it
/// can be decoded to its end, so that no training stumbles over it.
/// </summary>
internal sealed class PictureCheck(DatasetFolder folder, DatasetLimits limits)
{
    private readonly ConcurrentDictionary<string, (Picture? Picture, DatasetFault Fault, string? Message)> _seen = new();

    /// <summary>How many distinct pictures were examined.</summary>
    public int Count => _seen.Count;

    /// <summary>Examines the pictures of many records, on all cores.</summary>
    public void Examine(IEnumerable<ParsedRecord> records, CancellationToken cancellation) =>
        Parallel.ForEach(
            records.SelectMany(r => r.Pictures).Distinct(), new ParallelOptions { CancellationToken = cancellation }, name => _seen[name] = Examine(name));

    /// <summary>The pictures of a record that was examined; null, and problems, when one has a fault.</summary>
    public IReadOnlyList<Picture>? Of(ParsedRecord record, string file, ProblemList problems)
    {
        var found = record.Pictures.Select(name => _seen[name]).ToArray();
        foreach (var (_, fault, message) in found.Where(f => f.Message is not null).Distinct())
            problems.Add(fault, message!, file, record.Number);
        return found.Any(f => f.Picture is null) ? null : [.. found.Select(f => f.Picture!)];
    }

    private (Picture?, DatasetFault, string?) Examine(string name)
    {
        if (folder.Picture(name) is not { } full)
            return (null, DatasetFault.MissingPicture,
                $"The picture '{name}' is not in {DatasetLayout.ImagesFolder}/ nor beside the records. Add it, or correct the name.");
        var length = folder.Files.Length(full)!.Value;
        if (length > limits.FileBytes)
            return (null, DatasetFault.PictureTooLarge,
                $"The picture '{name}' has {length} bytes, more than {limits.FileBytes}. Shrink it, or raise the limit on file bytes.");
        try
        {
            var bytes = folder.Files.Read(full);
            var header = ImageHeader.Read(bytes.Span, name);
            if (header.PixelCount > limits.Pixels)
                return (null, DatasetFault.PictureTooLarge, $"The picture '{name}' has {header.Width} x {header.Height} pixels, " +
                    $"more than {limits.Pixels} in all. Shrink it, or raise the limit on pixels.");
            ImageDecoder.Decode(bytes.Span, name, new ImageDecodeOptions { MaximumPixels = limits.Pixels });
            return (folder.Files.Picture(full), default, null);
        }
        catch (DatasetRejectedException e)
        {
            return (null, e.Fault, e.Reason);
        }
        catch (ImageFormatException e)
        {
            return (null, DatasetFault.BadPicture, e.Message);
        }
    }
}
