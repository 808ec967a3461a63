using MlopsCl.Learner.Imaging;
using static TorchSharp.torch;

namespace MlopsCl.Learner.Conformance;

/// <summary>Compares prepared pictures in grey levels of 255. What a lossy file decodes to depends a little on the decoder.</summary>
internal sealed class PictureTallies
{
    private const double Brightest = 255;

    private readonly Dictionary<bool, Tally> _tallies = [];

    /// <summary>Compares a picture.</summary>
    /// <param name="expected">[3, height, width], normalised.</param>
    /// <param name="actual">Ours.</param>
    /// <param name="options">How it was normalised.</param>
    /// <param name="bytes">The picture's file.</param>
    /// <param name="where">Its name.</param>
    public void Compare(Tensor expected, ClipPixels actual, ClipImageOptions options, ReadOnlySpan<byte> bytes, string where)
    {
        using var scope = NewDisposeScope();
        var scale = tensor(options.Deviation.Select(deviation => (float)(deviation * Brightest)).ToArray()).view(3, 1, 1);
        var ours = tensor(actual.Values, [3, actual.Height, actual.Width]);
        var tally = Tally(IsLossless(bytes));
        if (expected.shape.SequenceEqual(ours.shape))
            tally.Deviate(Levels(((expected.cpu() - ours) * scale).abs().max().item<float>()), where);
        else
            tally.Compare(expected, ours, where);
    }

    // To a thousandth: that a level of 255 is no number of float32 is nobody's deviation.
    private static double Levels(float deviation) => Math.Round((double)deviation, 3);

    /// <summary>The checks, one for each sort of file that came.</summary>
    public IEnumerable<ConformanceCheck> ToChecks(string name) => _tallies.Count == 0
        ? [ConformanceCheck.Impossible(name, "the folder holds no pictures")]
        : _tallies.OrderBy(pair => pair.Key).Select(pair => pair.Value.ToCheck()).Select(check => check with { Name = $"{name}, {check.Name}" });

    private Tally Tally(bool isLossless)
    {
        if (!_tallies.TryGetValue(isLossless, out var tally))
            _tallies[isLossless] = tally = isLossless ? new Tally("lossless files, grey levels", 1) : new Tally("lossy files, grey levels", 3);
        return tally;
    }

    private static bool IsLossless(ReadOnlySpan<byte> bytes) => ImageHeader.Read(bytes).Format switch
    {
        ImageFormat.Png => true,
        ImageFormat.Webp => WebpChunks.IsLossless(bytes),
        _ => false,
    };
}
