using Isl.Grains.Conformal;

namespace Isl.Tests.Unit.Conformal;

/// <summary>The intervals against their definitions, written out by brute force.</summary>
public sealed class ConformalIntervalTests
{
    [Fact]
    public void Split_TenResiduals_TakesTheNinthAtTwentyPercent()
    {
        double[] residuals = [3, -1, 4, -1.5, 9, -2.6, 5.3, 5.8, 0.9, -7];

        var interval = SplitConformal.Interval(100, residuals, 0.2m);

        Assert.Equal(new ConformalBounds(100, 93, 107, 7), interval); // ⌈0.8 · 11⌉ = 9
        Assert.Equal(3, residuals[0]);
    }

    [Fact]
    public void Split_TooFewPoints_IsInfinite() =>
        Assert.False(SplitConformal.Interval(1, new double[18], 0.05m).IsFinite);

    [Fact]
    public void Jackknife_WithoutInputs_IsTheLeaveOneOutMean()
    {
        double[] outcomes = [1, 2, 4, 8, 16, 3, 5];
        var points = new CalibrationPoints(new double[7], outcomes, [], [], 0);

        var interval = CrossConformal.Interval(points, CalibrationFolds.Each(7), 0.3m, CancellationToken.None);

        var means = outcomes.Select(y => (outcomes.Sum() - y) / 6).ToArray();
        var lower = means.Zip(outcomes, (m, y) => m - Math.Abs(y - m)).Order().ElementAt(1); // ⌊0.3 · 8⌋ = 2
        var upper = means.Zip(outcomes, (m, y) => m + Math.Abs(y - m)).Order().ElementAt(5); // ⌈0.7 · 8⌉ = 6
        Assert.Equal(lower, interval.Lower, 1e-12);
        Assert.Equal(upper, interval.Upper, 1e-12);
        Assert.Equal(outcomes.Average(), interval.PointEstimate, 1e-12);
    }

    [Theory]
    [InlineData(12, 1, true)]
    [InlineData(25, 3, true)]
    [InlineData(37, 2, false)]
    [InlineData(60, 4, false)]
    public void CrossConformal_MatchesRefitsByBruteForce(int n, int d, bool jackknife)
    {
        var points = RandomPoints(n, d, seed: n);
        var folds = jackknife ? CalibrationFolds.Each(n) : CalibrationFolds.Shuffled(n, 5);

        var interval = CrossConformal.Interval(points, folds, 0.2m, CancellationToken.None);

        var (lower, upper) = (new List<double>(), new List<double>());
        foreach (var fold in folds)
        {
            var train = Enumerable.Range(0, n).Except(fold).ToArray();
            var fit = BruteForceFit(points, train);
            foreach (var i in fold)
            {
                var size = Math.Abs(points.Outcomes[i] - points.Predictions[i] - fit([.. points.Inputs.Select(column => column[i])]));
                var at = points.Prediction + fit(points.Query);
                lower.Add(at - size);
                upper.Add(at + size);
            }
        }

        Assert.Equal(lower.Order().ElementAt(ConformalRank.Lower(n, 0.2m) - 1), interval.Lower, 1e-6);
        Assert.Equal(upper.Order().ElementAt(ConformalRank.Upper(n, 0.2m) - 1), interval.Upper, 1e-6);
    }

    [Fact]
    public void Jackknife_CollinearAndConstantInputs_AgreeWithTheirIndependentPart()
    {
        var points = RandomPoints(40, 1, seed: 3);
        var x = points.Inputs[0];
        var redundant = points with
        {
            Inputs = [x, [.. x.Select(v => (-3 * v) + 7)], [.. x.Select(_ => 5.0)]],
            Query = [points.Query[0], (-3 * points.Query[0]) + 7, 5],
        };
        var folds = CalibrationFolds.Each(40);

        var one = CrossConformal.Interval(points, folds, 0.1m, CancellationToken.None);
        var three = CrossConformal.Interval(redundant, folds, 0.1m, CancellationToken.None);

        Assert.Equal(one.Lower, three.Lower, 1e-5);
        Assert.Equal(one.Upper, three.Upper, 1e-5);
    }

    [Fact]
    public void Jackknife_MoreInputsThanPoints_StaysFinite()
    {
        var interval = CrossConformal.Interval(RandomPoints(12, 30, seed: 4), CalibrationFolds.Each(12), 0.2m, CancellationToken.None);

        Assert.True(interval.IsFinite);
    }

    [Fact]
    public void Jackknife_InputsFarFromZeroAndOneOutlier_LeavesNoRounding()
    {
        var points = RandomPoints(30, 1, seed: 8);
        var shifted = points with { Inputs = [[.. points.Inputs[0].Select(v => (1e-3 * v) + 1e6)]], Query = [(1e-3 * points.Query[0]) + 1e6] };
        points.Inputs[0][7] = 1e7;
        shifted.Inputs[0][7] = 1e4 + 1e6;
        var folds = CalibrationFolds.Each(30);

        var one = CrossConformal.Interval(points, folds, 0.2m, CancellationToken.None);
        var other = CrossConformal.Interval(shifted, folds, 0.2m, CancellationToken.None);

        Assert.Equal(one.Lower, other.Lower, 1e-5);
        Assert.Equal(one.Upper, other.Upper, 1e-5);
    }

    [Fact]
    public void Folds_PartTheRows_EvenlyAndBySeed()
    {
        var folds = CalibrationFolds.Shuffled(103, 1);

        Assert.Equal(Enumerable.Range(0, 103), folds.SelectMany(fold => fold).Order());
        Assert.All(folds, fold => Assert.InRange(fold.Length, 10, 11));
        Assert.Equal(folds, CalibrationFolds.Shuffled(103, 1));
        Assert.NotEqual(folds, CalibrationFolds.Shuffled(103, 2));
        Assert.Equal(3, CalibrationFolds.Shuffled(3, 1).Length);
    }

    [Fact]
    public void ProvenCoverage_IsTheoremOneForTheJackknifeAndLessForFolds()
    {
        Assert.Equal(0.8, CrossConformal.ProvenCoverage(50, 50, 0.1m), 1e-12);
        Assert.Equal(0.8 - (0.9 / 11), CrossConformal.ProvenCoverage(100, 10, 0.1m), 1e-12);
        Assert.Equal(0.8 - (1.8 / 1001), CrossConformal.ProvenCoverage(10_000, 10, 0.1m), 1e-12);
        Assert.Equal(0, CrossConformal.ProvenCoverage(50, 50, 0.6m));
    }

    internal static CalibrationPoints RandomPoints(int n, int d, int seed)
    {
        var random = new Random(seed);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var inputs = Enumerable.Range(0, d).Select(_ => Enumerable.Range(0, n).Select(_ => 40 + (5 * Normal())).ToArray()).ToArray();
        var predictions = Enumerable.Range(0, n).Select(i => inputs.Sum(column => column[i])).ToArray();
        var outcomes = predictions.Select(p => (1.1 * p) + 3 + Normal()).ToArray();
        return new CalibrationPoints(predictions, outcomes, inputs, [.. Enumerable.Range(0, d).Select(_ => 42 + Normal())], 42.0 * d);
    }

    /// <summary>Normal equations by Gauss-Jordan on centred inputs.</summary>
    private static Func<double[], double> BruteForceFit(CalibrationPoints points, int[] train)
    {
        var d = points.Inputs.Length;
        var residuals = points.Residuals();
        var means = points.Inputs.Select(column => train.Average(i => column[i])).ToArray();
        var mean = train.Average(i => residuals[i]);
        var a = new double[d, d + 1];
        for (var r = 0; r < d; r++)
        {
            for (var c = 0; c <= d; c++)
            {
                a[r, c] = train.Sum(i => (points.Inputs[r][i] - means[r]) * (c < d ? points.Inputs[c][i] - means[c] : residuals[i] - mean));
            }
        }

        for (var p = 0; p < d; p++)
        {
            for (var r = 0; r < d; r++)
            {
                var factor = a[r, p] / a[p, p];
                for (var c = p; r != p && c <= d; c++)
                {
                    a[r, c] -= factor * a[p, c];
                }
            }
        }

        return x => mean + Enumerable.Range(0, d).Sum(j => a[j, d] / a[j, j] * (x[j] - means[j]));
    }
}
