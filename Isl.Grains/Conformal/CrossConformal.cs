namespace Isl.Grains.Conformal;

/// <summary>Jackknife+ and CV+ around a given model: a linear correction of its prediction is refitted without each fold.</summary>
/// <remarks>
/// With μ̂₋ₖ fitted without fold k and Rᵢ = |yᵢ − μ̂₋ₖ₍ᵢ₎(xᵢ)|, the bounds at x are the ⌊α(n + 1)⌋-th smallest μ̂₋ₖ₍ᵢ₎(x) − Rᵢ and the
/// ⌈(1 − α)(n + 1)⌉-th smallest μ̂₋ₖ₍ᵢ₎(x) + Rᵢ. Source: Barber, Candès, Ramdas, Tibshirani (2021), "Predictive inference with the
/// jackknife+", equations (1.4) and (1.6), theorems 1 and 4.
/// </remarks>
public static class CrossConformal
{
    /// <summary>The share of new outcomes that is proven to be covered, at least.</summary>
    /// <param name="points">Number of points n.</param>
    /// <param name="folds">Number of folds K; n for the jackknife+.</param>
    /// <param name="alpha">Share of misses asked for.</param>
    /// <returns>1 − 2α for the jackknife+ (theorem 1), and less by min{2(1 − 1/K)/(n/K + 1), (1 − K/n)/(K + 1)} for CV+ (theorem 4); at least
    /// 0.</returns>
    public static double ProvenCoverage(int points, int folds, decimal alpha)
    {
        var (n, k) = ((double)points, (double)folds);
        var excess = Math.Min(2 * (1 - (1 / k)) / ((n / k) + 1), (1 - (k / n)) / (k + 1));
        return Math.Max(0, (double)(1 - (2 * alpha)) - excess);
    }

    /// <summary>The interval at the point asked about. O(n log K · d² + K · d³) for d inputs.</summary>
    /// <param name="points">The points, and the point asked about.</param>
    /// <param name="folds">Which points are left out together; every point in exactly one fold.</param>
    /// <param name="alpha">Share of misses asked for, over 0 and under 1.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>Infinite bounds when there are too few points for the level. The point estimate uses the correction fitted to all points.</returns>
    public static ConformalBounds Interval(CalibrationPoints points, int[][] folds, decimal alpha, CancellationToken cancellation)
    {
        var refits = new Refits(points, folds, cancellation);
        var estimate = refits.Run();
        var n = points.Count;
        var (lower, upper) = (ConformalRank.Lower(n, alpha), ConformalRank.Upper(n, alpha));
        if (upper > n)
        {
            return new ConformalBounds(estimate, double.NegativeInfinity, double.PositiveInfinity, double.PositiveInfinity);
        }

        Array.Sort(refits.Lower);
        Array.Sort(refits.Upper);
        Array.Sort(refits.Residuals);
        return new ConformalBounds(estimate, refits.Lower[lower - 1], refits.Upper[upper - 1], refits.Residuals[upper - 1]);
    }

    /// <summary>
    /// Fits without every fold, from sums that are added and never subtracted: an outlier that is left out leaves no rounding behind.
    /// </summary>
    private sealed class Refits
    {
        private readonly CalibrationPoints _points;
        private readonly int[][] _folds;
        private readonly CancellationToken _cancellation;
        private readonly double[] _rows;
        private readonly double[] _query;
        private readonly int _width;

        public Refits(CalibrationPoints points, int[][] folds, CancellationToken cancellation)
        {
            (_points, _folds, _cancellation) = (points, folds, cancellation);
            var d = points.Inputs.Length;
            _width = d + 1;
            _rows = new double[points.Count * _width];
            _query = new double[d];
            for (var j = 0; j < d; j++)
            {
                var scale = RobustScale.Of(points.Inputs[j]);
                _query[j] = scale.Standardise(points.Query[j]);
                for (var i = 0; i < points.Count; i++)
                {
                    _rows[(i * _width) + j] = scale.Standardise(points.Inputs[j][i]);
                }
            }

            var residuals = points.Residuals();
            for (var i = 0; i < points.Count; i++)
            {
                _rows[(i * _width) + d] = residuals[i];
            }

            (Lower, Upper, Residuals) = (new double[points.Count], new double[points.Count], new double[points.Count]);
        }

        /// <summary>μ̂₋ₖ₍ᵢ₎(x) − Rᵢ by point.</summary>
        public double[] Lower { get; }

        /// <summary>μ̂₋ₖ₍ᵢ₎(x) + Rᵢ by point.</summary>
        public double[] Upper { get; }

        /// <summary>Rᵢ by point.</summary>
        public double[] Residuals { get; }

        /// <summary>Fills the lists, and returns the estimate from all points.</summary>
        public double Run()
        {
            LeaveOut(0, _folds.Length, new CrossMoments(_width));
            return _points.Prediction + LinearCorrection.Fit(MomentsOf(0, _folds.Length)).At(_query);
        }

        /// <summary>
        /// <paramref name="outside"/> holds the moments of every fold but those from <paramref name="low"/> up to <paramref name="high"/>.
        /// </summary>
        private void LeaveOut(int low, int high, CrossMoments outside)
        {
            if (high - low > 1)
            {
                var middle = (low + high) / 2;
                var left = outside.Copy();
                left.Add(MomentsOf(middle, high));
                LeaveOut(low, middle, left);
                outside.Add(MomentsOf(low, middle));
                LeaveOut(middle, high, outside);
                return;
            }

            _cancellation.ThrowIfCancellationRequested();
            var correction = LinearCorrection.Fit(outside);
            var atQuery = _points.Prediction + correction.At(_query);
            foreach (var i in _folds[low])
            {
                var row = _rows.AsSpan(i * _width, _width);
                Residuals[i] = Math.Abs(row[^1] - correction.At(row[..^1]));
                Lower[i] = atQuery - Residuals[i];
                Upper[i] = atQuery + Residuals[i];
            }
        }

        private CrossMoments MomentsOf(int low, int high)
        {
            var moments = new CrossMoments(_width);
            for (var fold = low; fold < high; fold++)
            {
                foreach (var i in _folds[fold])
                {
                    moments.Add(_rows.AsSpan(i * _width, _width));
                }
            }

            return moments;
        }
    }
}
