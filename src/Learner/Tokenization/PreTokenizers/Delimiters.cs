namespace MlopsCl.Learner.Tokenization.PreTokenizers;

/// <summary>Turns a piece, cut into delimiters and what lies between, into pieces by one of the five behaviours.</summary>
internal static class Delimiters
{
    /// <summary>Adds the pieces.</summary>
    /// <param name="piece">The piece that was cut.</param>
    /// <param name="matches">Start and length of every delimiter, in order, not overlapping.</param>
    /// <param name="behavior">What becomes of them.</param>
    /// <param name="invert">True to take what lies between as the delimiters.</param>
    /// <param name="output">Receives the pieces that are not empty.</param>
    public static void Apply(Piece piece, List<(int Start, int Length)> matches, SplitBehavior behavior, bool invert, List<Piece> output)
    {
        var run = new Run(piece, output);
        int end = 0;
        bool previousDelimiter = false;
        foreach ((int start, int length) in matches)
        {
            Take(run, behavior, end, start, invert, ref previousDelimiter);
            Take(run, behavior, start, start + length, !invert, ref previousDelimiter);
            end = start + length;
        }

        Take(run, behavior, end, piece.Length, invert, ref previousDelimiter);
        run.Flush();
    }

    private static void Take(Run run, SplitBehavior behavior, int start, int end, bool isDelimiter, ref bool previousDelimiter)
    {
        if (start == end)
        {
            return;
        }

        bool joins = behavior switch
        {
            SplitBehavior.MergedWithPrevious => isDelimiter && !previousDelimiter,
            SplitBehavior.MergedWithNext => !isDelimiter && previousDelimiter,
            SplitBehavior.Contiguous => isDelimiter == previousDelimiter,
            _ => false,
        };
        if (!joins)
        {
            run.Flush();
        }

        previousDelimiter = isDelimiter;
        if (!(behavior == SplitBehavior.Removed && isDelimiter))
        {
            run.Extend(start, end);
        }
    }

    // The piece that is being put together.
    private sealed class Run(Piece piece, List<Piece> output)
    {
        private int _start;
        private int _end;

        public void Extend(int start, int end)
        {
            _start = _end == 0 ? start : _start;
            _end = end;
        }

        public void Flush()
        {
            if (_end > _start)
            {
                output.Add(piece.Slice(_start, _end - _start));
            }

            _start = 0;
            _end = 0;
        }
    }
}
