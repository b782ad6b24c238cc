using System.Numerics;

namespace Isl.Grains.Numerics;

/// <summary>What some variables leave of the variance of another one, from a correlation matrix.</summary>
/// <param name="capacity">Most variables.</param>
/// <param name="tolerance">A variable counts as determined by the ones before it when no more than this is left of its variance.</param>
/// <remarks>
/// The Cholesky factor of <see cref="RankTolerantCholesky"/> by columns instead of rows: every entry has the same numbers subtracted in the same
/// order, so that the result is the same to the last bit, but a whole row at a time. Not safe for concurrent use.
/// </remarks>
internal sealed class ResidualVariance(int capacity, double tolerance)
{
    /// <summary>Row by row the upper triangle, the other variable behind the given ones.</summary>
    private readonly double[] _work = new double[(capacity + 1) * (capacity + 1)];
    private readonly int[] _members = new int[capacity + 1];

    /// <summary>The share of its variance: 1 − R². O(k³).</summary>
    /// <param name="correlation">Row-major, symmetric with unit diagonal.</param>
    /// <param name="d">Its order.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="given">The given ones.</param>
    public double Of(ReadOnlySpan<double> correlation, int d, int variable, BitSet given)
    {
        var count = 0;
        foreach (var member in given)
        {
            _members[count++] = member;
        }

        _members[count] = variable;
        var width = count + 1;
        for (var j = 0; j < width; j++)
        {
            // The later variable's row of the matrix: rounding may leave the two halves unlike.
            var row = correlation.Slice(_members[j] * d, d);
            for (var i = 0; i < j; i++)
            {
                _work[(i * width) + j] = row[_members[i]];
            }

            _work[(j * width) + j] = 1;
        }

        for (var k = 0; k < count; k++)
        {
            var left = _work[(k * width) + k];
            if (!(left > tolerance))
            {
                continue; // it says nothing new, and nothing is subtracted for it
            }

            var row = _work.AsSpan((k * width) + k + 1, count - k);
            Divide(row, Math.Sqrt(left));
            for (var i = k + 1; i < width; i++)
            {
                SubtractMultiple(_work.AsSpan((i * width) + i, width - i), row[(i - k - 1)..], row[i - k - 1]);
            }
        }

        return _work[(count * width) + count];
    }

    private static void Divide(Span<double> row, double pivot)
    {
        var at = 0;
        for (; at + Vector<double>.Count <= row.Length; at += Vector<double>.Count)
        {
            (new Vector<double>(row[at..]) / new Vector<double>(pivot)).CopyTo(row[at..]);
        }

        for (; at < row.Length; at++)
        {
            row[at] /= pivot;
        }
    }

    private static void SubtractMultiple(Span<double> target, ReadOnlySpan<double> row, double factor)
    {
        var at = 0;
        for (; at + Vector<double>.Count <= target.Length; at += Vector<double>.Count)
        {
            (new Vector<double>(target[at..]) - (new Vector<double>(row[at..]) * new Vector<double>(factor))).CopyTo(target[at..]);
        }

        for (; at < target.Length; at++)
        {
            target[at] -= row[at] * factor;
        }
    }
}
