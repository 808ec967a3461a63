using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MlopsCl.Learner.Tokenization.PreTokenizers;

/// <summary>Turns a piece, cut into delimiters and what lies between, into pieces by one of the five behaviours.</summary>
internal static class Delimiters
{
    /// <summary>Adds the pieces.</summary>
    /// <param name="piece">The piece that was cut.</param>
    /// <param name="behavior">What becomes of the delimiters.</param>
    /// <param name="invert">True to take what lies between as the delimiters.</param>
    /// <param name="output">Has the matches, in order and not overlapping, and receives the pieces.</param>
    public static void Apply(Piece piece, SplitBehavior behavior, bool invert, SplitOutput output)
    {
        if (behavior == SplitBehavior.Isolated)
        {
            Isolate(piece, output);
            return;
        }

        var run = new Run(piece, output, behavior);
        int end = 0;
        foreach ((int start, int length) in CollectionsMarshal.AsSpan(output.Matches))
        {
            run.Take(end, start, invert);
            run.Take(start, start + length, !invert);
            end = start + length;
        }

        run.Take(end, piece.Length, invert);
        run.Flush();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Isolate(Piece piece, SplitOutput output)
    {
        int end = 0;
        foreach ((int start, int length) in CollectionsMarshal.AsSpan(output.Matches))
        {
            output.Add(piece.Slice(end, start - end));
            output.Add(piece.Slice(start, length));
            end = start + length;
        }

        output.Add(piece.Slice(end, piece.Length - end));
    }

    // The piece that is being put together.
    private ref struct Run(Piece piece, SplitOutput output, SplitBehavior behavior)
    {
        private int _start;
        private int _end;
        private bool _previousDelimiter;

        public void Take(int start, int end, bool isDelimiter)
        {
            if (start == end)
            {
                return;
            }

            bool joins = behavior switch
            {
                SplitBehavior.MergedWithPrevious => isDelimiter && !_previousDelimiter,
                SplitBehavior.MergedWithNext => !isDelimiter && _previousDelimiter,
                SplitBehavior.Contiguous => isDelimiter == _previousDelimiter,
                _ => false,
            };
            if (!joins)
            {
                Flush();
            }

            _previousDelimiter = isDelimiter;
            if (!(behavior == SplitBehavior.Removed && isDelimiter))
            {
                _start = _end == 0 ? start : _start;
                _end = end;
            }
        }

        public void Flush()
        {
            output.Add(piece.Slice(_start, _end - _start));
            _start = 0;
            _end = 0;
        }
    }
}
