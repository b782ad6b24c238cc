using System.Numerics;
using MathNet.Numerics;

namespace Isl.Grains.Discovery.Searches.Constraint.Tests;

/// <summary>What Fisher's z says about one pair.</summary>
/// <param name="PartialCorrelation">The correlation that is left given the others, −1..1; 0 where there is none to speak of (see
/// <paramref name="IsSingular"/>).</param>
/// <param name="Statistic">√(n − |S| − 3) · |atanh r|.</param>
/// <param name="PValue">2(1 − Φ(statistic)), its tail without loss; 0 where no test is possible.</param>
/// <param name="IsSingular">The conditioning set determines one of the two, or leaves no degree of freedom: no test is possible.</param>
public readonly record struct FisherZResult(double PartialCorrelation, double Statistic, double PValue, bool IsSingular);

/// <summary>Fisher's z test of vanishing partial correlations, from the correlation matrix alone.</summary>
/// <remarks>
/// <para>Source: Fisher (1924); Kalisch &amp; Bühlmann (2007), equation 2. The partial correlation is that of the inverse of the correlation
/// submatrix, reached by eliminating the conditioning set one variable at a time (a Schur complement); the subsets of a sweep share the
/// elimination of their common beginning, so that one more test costs about ten multiplications and allocates nothing. r² is compared with
/// the largest r² whose p-value exceeds α, found by bisection of that very p-value: the comparison is the same to the last bit.</para>
/// <para>Singular submatrices: a variable of the conditioning set that the earlier ones determine (residual variance below 1e-10 of its own)
/// says nothing new and is passed over. Where the conditioning set determines x or y itself, everything would look independent of it, and
/// every edge of a duplicated column would vanish; no test is made, and dependence is kept.</para>
/// </remarks>
public sealed class FisherZ : IndependenceTest
{
    private const double Collinear = 1e-10;

    /// <summary>A product this much above another is above it whatever the rounding.</summary>
    private const double Clearly = 1 + 1e-12;

    private readonly double[] _correlation;
    private readonly int _rows;
    private readonly List<double> _limits = [];
    private readonly List<Level> _levels = [];
    private double _limitsAlpha = double.NaN;

    /// <summary>Takes the correlations of a data set.</summary>
    /// <param name="correlation">Row-major d×d, symmetric with unit diagonal; not copied.</param>
    /// <param name="d">Number of variables.</param>
    /// <param name="rows">Number of rows n behind it.</param>
    /// <exception cref="ArgumentException">An entry is not finite, as with a constant column.</exception>
    public FisherZ(double[] correlation, int d, int rows)
    {
        if (correlation.Length != d * d || Array.Exists(correlation, value => !double.IsFinite(value)))
        {
            throw new ArgumentException($"The correlations are not {d}x{d} finite numbers.", nameof(correlation));
        }

        (_correlation, Order, _rows) = (correlation, d, rows);
    }

    /// <inheritdoc/>
    public override int Order { get; }

    /// <inheritdoc/>
    public override int MaxConditioning => Math.Max(_rows - 4, -1);

    /// <summary>1 − Φ is a difference of doubles near 1 in the usual formula; p-values below its last bit rank equal.</summary>
    public override double Resolution => Math.ScaleB(1, -52);

    /// <inheritdoc/>
    public override double PValue(int x, int y, ReadOnlySpan<int> given) => Test(x, y, given).PValue;

    /// <summary>One test.</summary>
    /// <param name="x">One variable.</param>
    /// <param name="y">The other.</param>
    /// <param name="given">Variables to condition on, ascending, without the two.</param>
    public FisherZResult Test(int x, int y, ReadOnlySpan<int> given)
    {
        var freedom = _rows - given.Length - 3;
        if (freedom <= 0)
        {
            return new FisherZResult(0, 0, 0, true);
        }

        var run = Prepare(new SubsetSweep(x, y, given, [], given.Length), [], null);
        run.Descend();
        if (run.Singular > 0)
        {
            return new FisherZResult(0, 0, 0, true);
        }

        var r = Math.Min(Math.Sqrt(run.Smallest), 1);
        return new FisherZResult(run.IsNegative ? -r : r, Statistic(run.Smallest, freedom), PValue(run.Smallest, freedom), false);
    }

    /// <inheritdoc/>
    public override bool TestSubsets(in SubsetSweep sweep, Span<bool> separators, TestTally tally, out double largestP)
    {
        largestP = -1;
        var freedom = _rows - sweep.Size - 3;
        if (freedom <= 0 || sweep.Candidates.Length < sweep.Size)
        {
            return false;
        }

        var run = Prepare(sweep, separators, tally);
        run.Limit = Limit(tally.Alpha, sweep.Size);
        run.Descend();
        if (run.Singular > 0)
        {
            largestP = 0;
        }

        if (run.LargestBelow >= 0)
        {
            tally.Note(PValue(run.LargestBelow, freedom));
        }

        if (run.SmallestAbove <= double.MaxValue)
        {
            tally.Note(PValue(run.SmallestAbove, freedom));
        }

        if (run.Smallest <= double.MaxValue)
        {
            largestP = PValue(run.Smallest, freedom);
        }

        return run.LargestBelow >= 0;
    }

    private static double Statistic(double square, int freedom) =>
        Math.Sqrt(freedom) * Math.Atanh(Math.Min(Math.Sqrt(square), Math.BitDecrement(1.0)));

    private static double PValue(double square, int freedom) => Math.Min(SpecialFunctions.Erfc(Statistic(square, freedom) / Math.Sqrt(2)), 1);

    /// <summary>The largest r² whose p-value exceeds α; below it a pair is independent.</summary>
    private double Limit(double alpha, int size)
    {
        if (_limitsAlpha != alpha)
        {
            _limits.Clear();
            _limitsAlpha = alpha;
        }

        while (_limits.Count <= size)
        {
            // Doubles of one sign are ordered as their bits are.
            var freedom = Math.Max(_rows - _limits.Count - 3, 1);
            var (low, high) = (0L, BitConverter.DoubleToInt64Bits(1.0));
            while (high - low > 1)
            {
                var middle = low + ((high - low) / 2);
                (low, high) = PValue(BitConverter.Int64BitsToDouble(middle), freedom) > alpha ? (middle, high) : (low, middle);
            }

            _limits.Add(BitConverter.Int64BitsToDouble(low));
        }

        return _limits[size];
    }

    private Run Prepare(in SubsetSweep sweep, Span<bool> separators, TestTally? tally)
    {
        var k = sweep.Candidates.Length;
        while (_levels.Count < Math.Max(sweep.Size, 1))
        {
            _levels.Add(new Level());
        }

        // The last level only meets the pair's own rows and the diagonal.
        for (var level = 0; level < sweep.Size; level++)
        {
            _levels[level].Reserve(k, level < sweep.Size - 1);
        }

        var first = _levels[0];
        if (sweep.Size > 0)
        {
            var (rowX, rowY) = (sweep.X * Order, sweep.Y * Order);
            for (var i = 0; i < k; i++)
            {
                var candidate = sweep.Candidates[i];
                first.X[i] = _correlation[rowX + candidate];
                first.Y[i] = _correlation[rowY + candidate];
                first.Diagonal[i] = 1;
                for (var j = i + 1; j < k && sweep.Size > 1; j++)
                {
                    first.Rest[(i * k) + j] = _correlation[(candidate * Order) + sweep.Candidates[j]];
                }
            }
        }

        return new Run(_levels, sweep, separators, tally, _correlation[(sweep.X * Order) + sweep.Y]);
    }

    /// <summary>Covariances given the variables chosen so far.</summary>
    private sealed class Level
    {
        public double[] X = [];
        public double[] Y = [];
        public double[] Diagonal = [];

        /// <summary>Row-major k×k among the candidates, above the diagonal.</summary>
        public double[] Rest = [];

        public void Reserve(int k, bool all)
        {
            if (X.Length < k)
            {
                (X, Y, Diagonal) = (new double[k], new double[k], new double[k]);
            }

            if (all && Rest.Length < k * k)
            {
                Rest = new double[k * k];
            }
        }
    }

    /// <summary>One sweep: chooses candidates in ascending order, eliminating each as it is chosen.</summary>
    private ref struct Run(List<Level> levels, in SubsetSweep sweep, Span<bool> separators, TestTally? tally, double correlation)
    {
        private readonly SubsetSweep _sweep = sweep;
        private readonly Span<bool> _separators = separators;
        private readonly int[] _chosen = sweep.Size > 1 ? new int[sweep.Size - 1] : [];

        /// <summary>r² up to which a pair is independent.</summary>
        public double Limit = -1;

        /// <summary>Smallest r².</summary>
        public double Smallest = double.PositiveInfinity;

        /// <summary>Largest r² of an independent pair.</summary>
        public double LargestBelow = -1;

        /// <summary>Smallest r² of a dependent pair.</summary>
        public double SmallestAbove = double.PositiveInfinity;

        /// <summary>Tests that could not be made.</summary>
        public int Singular = 0;

        /// <summary>Was the last partial correlation negative?</summary>
        public bool IsNegative = false;

        private readonly bool Unshared => _sweep.Shared.Length == 0;

        public void Descend()
        {
            if (_sweep.Size > 0)
            {
                Descend(0, 0, correlation, 1, 1, Unshared);
                return;
            }

            IsNegative = correlation < 0;
            if (Take(correlation, 1, 1))
            {
                LargestBelow = Math.Max(LargestBelow, 0);
            }

            tally?.Count(1);
        }

        /// <summary>Chooses the next candidate from a position on; false when the tally says stop.</summary>
        private bool Descend(int depth, int start, double xy, double xx, double yy, bool fresh)
        {
            var k = _sweep.Candidates.Length;
            var left = _sweep.Size - depth;
            if (left == 1)
            {
                return Last(start, xy, xx, yy, fresh);
            }

            var (level, next) = (levels[depth], levels[depth + 1]);
            for (var s = start; s <= k - left; s++)
            {
                _chosen[depth] = s;
                var (x, y, inverse) = (level.X[s], level.Y[s], Inverse(level.Diagonal[s]));
                var row = level.Rest.AsSpan((s * k) + s + 1, k - s - 1);
                Elimination.Subtract(level.X.AsSpan(s + 1), row, x, inverse, next.X.AsSpan(s + 1));
                Elimination.Subtract(level.Y.AsSpan(s + 1), row, y, inverse, next.Y.AsSpan(s + 1));
                Elimination.SubtractSquares(level.Diagonal.AsSpan(s + 1), row, inverse, next.Diagonal.AsSpan(s + 1));
                for (var t = s + 1; t < k && left > 2; t++)
                {
                    var from = (t * k) + t + 1;
                    Elimination.Subtract(level.Rest.AsSpan(from), row[(t - s)..], row[t - s - 1], inverse, next.Rest.AsSpan(from));
                }

                if (!Descend(depth + 1, s + 1, xy - (x * y * inverse), xx - (x * x * inverse), yy - (y * y * inverse), fresh || !_sweep.IsShared(s)))
                {
                    return false;
                }
            }

            return true;
        }

        /// <summary>Tests the pair with each candidate from a position on as the last of the set.</summary>
        private bool Last(int start, double xy, double xx, double yy, bool fresh)
        {
            var k = _sweep.Candidates.Length;
            var level = levels[_sweep.Size - 1];
            var xs = level.X.AsSpan(0, k);
            var ys = level.Y.AsSpan(0, k);
            var diagonal = level.Diagonal.AsSpan(0, k);
            var tests = 0;
            var singular = Singular;
            for (var s = start; s < k; s++)
            {
                if (fresh && s + Vector<double>.Count <= k && AreOrdinary(xs[s..], ys[s..], diagonal[s..], xy, xx, yy))
                {
                    tests += Vector<double>.Count;
                    s += Vector<double>.Count - 1;
                    continue;
                }

                if (!fresh && _sweep.IsShared(s))
                {
                    continue;
                }

                tests++;
                var (x, y, inverse) = (xs[s], ys[s], Inverse(diagonal[s]));
                var left = xy - (x * y * inverse);
                IsNegative = left < 0;
                if (Take(left, xx - (x * x * inverse), yy - (y * y * inverse)))
                {
                    _separators[s] = true;
                    foreach (var chosen in _chosen)
                    {
                        _separators[chosen] = true;
                    }
                }
            }

            return tally?.Count(tests, Singular - singular) ?? true;
        }

        /// <summary>
        /// Are the next candidates, as many as a vector holds, all clearly no nearer to independence than what was met already? The arithmetic is
        /// that of one candidate, lane by lane, but for the last division, which most need not.
        /// </summary>
        private readonly bool AreOrdinary(
            ReadOnlySpan<double> xs,
            ReadOnlySpan<double> ys,
            ReadOnlySpan<double> diagonal,
            double xy,
            double xx,
            double yy)
        {
            var (x, y, variance) = (new Vector<double>(xs), new Vector<double>(ys), new Vector<double>(diagonal));
            var least = new Vector<double>(Collinear);
            var inverse = Vector.ConditionalSelect(Vector.GreaterThan(variance, least), Vector<double>.One / variance, Vector<double>.Zero);
            var left = new Vector<double>(xy) - (x * y * inverse);
            var leftX = new Vector<double>(xx) - (x * x * inverse);
            var leftY = new Vector<double>(yy) - (y * y * inverse);
            return Vector.GreaterThanAll(leftX, least) && Vector.GreaterThanAll(leftY, least)
                && Vector.GreaterThanAll(left * left, leftX * leftY * new Vector<double>(SmallestAbove * Clearly));
        }

        /// <summary>Takes notice of one partial covariance; true when the pair is independent.</summary>
        private bool Take(double xy, double xx, double yy)
        {
            if (!(xx > Collinear && yy > Collinear))
            {
                Singular++;
                return false;
            }

            var square = xy * xy / (xx * yy);
            Smallest = Math.Min(Smallest, square);
            if (square <= Limit)
            {
                LargestBelow = Math.Max(LargestBelow, square);
                return true;
            }

            SmallestAbove = Math.Min(SmallestAbove, square);
            return false;
        }

        /// <summary>A determined variable is passed over: nothing is subtracted for it.</summary>
        private static double Inverse(double variance) => variance > Collinear ? 1 / variance : 0;
    }
}
