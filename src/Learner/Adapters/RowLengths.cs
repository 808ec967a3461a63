using static TorchSharp.torch;

namespace MlopsCl.Learner.Adapters;

/// <summary>
/// The lengths of the rows of W + scale B A, for DoRA, without building that matrix: with G = A A^T,
/// |w + s b A|² = |w|² + 2 s b · (A w) + s² b G b^T for each row. Without gradient.
/// </summary>
internal sealed class RowLengths : IDisposable
{
    private readonly Dictionary<string, Tensor> _squares = [];
    private readonly Dictionary<string, Tensor> _lengths = [];

    /// <summary>The lengths, [out].</summary>
    /// <param name="matrix">The matrix's name.</param>
    /// <param name="weight">W, [out, in]; never changes.</param>
    /// <param name="term">The increment.</param>
    /// <param name="isConstant">Whether the increment never changes either, so that the lengths are computed once.</param>
    public Tensor Of(string matrix, Tensor weight, LowRankTerm term, bool isConstant)
    {
        if (isConstant && _lengths.TryGetValue(matrix, out var known))
            return known;
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var wide = weight.to_type(term.Down.dtype);
        if (!_squares.TryGetValue(matrix, out var squares))
            _squares[matrix] = squares = wide.square().sum(1).DetachFromDisposeScope();              // [out]
        var cross = (wide.matmul(term.Down.t()) * term.Up).sum(1);                                   // [out]
        var own = (term.Up.matmul(term.Down.matmul(term.Down.t())) * term.Up).sum(1);                // [out]
        var lengths = (squares + cross * (2 * term.Scale) + own * (term.Scale * term.Scale)).clamp(min: 0).sqrt();
        if (isConstant)
            return _lengths[matrix] = lengths.DetachFromDisposeScope();
        return lengths.MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        foreach (var tensor in _squares.Values.Concat(_lengths.Values))
            tensor.Dispose();
        _squares.Clear();
        _lengths.Clear();
    }
}
