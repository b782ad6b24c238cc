using Isl.Grains.Numerics;
using Isl.Grains.Regression;

namespace Isl.Tests.Unit.Regression;

/// <summary>Boosted trees against functions that are known.</summary>
public sealed class BoostedTreesTests
{
    [Fact]
    public void FitMean_TwoGroups_AreAsByHand()
    {
        // One split says all there is to say, so each tree takes a tenth of what is left: 0.9 to the power of 200 of the distance remains.
        double[] target = [.. Enumerable.Range(0, 50).Select(row => row < 20 ? 3.0 : 8.0)];
        var design = Column([.. Enumerable.Range(0, 50).Select(row => row < 20 ? 0.0 : 1.0)]);

        var means = BoostedTrees.FitMean(design, target, [], WorkBudget.Unlimited).PredictMean(design);

        var left = Math.Pow(1 - BoostedTrees.Rate, BoostedTrees.Trees);
        Assert.Equal(3 + (left * (6 - 3)), means[0], 1e-12);
        Assert.Equal(8 + (left * (6 - 8)), means[^1], 1e-12);
    }

    [Fact]
    public void FitClasses_TwoGroups_AreAsByHand()
    {
        // Newton's steps on two log odds: f + 0.1 (share - p) / (p (1 - p)), from the log odds of all rows.
        int[] classes = [.. Enumerable.Range(0, 60).Select(row => row < 20 ? (row < 5 ? 1 : 0) : row < 50 ? 1 : 0)];
        var design = Column([.. Enumerable.Range(0, 60).Select(row => row < 20 ? 0.0 : 1.0)]);

        var chances = BoostedTrees.FitClasses(design, classes, 2, [], WorkBudget.Unlimited).PredictChances(design)[1];

        Assert.Equal(Newton(5 / 20.0), chances[0], 1e-9);
        Assert.Equal(Newton(30 / 40.0), chances[^1], 1e-9);

        static double Newton(double share)
        {
            var odds = Math.Log(35 / 25.0);
            for (var tree = 0; tree < BoostedTrees.Trees; tree++)
            {
                var p = 1 / (1 + Math.Exp(-odds));
                odds += BoostedTrees.Rate * (share - p) / (p * (1 - p));
            }

            return 1 / (1 + Math.Exp(-odds));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Grow_FewValues_IsTheTreeOfAllSplitsTried(int seed)
    {
        // At most 64 values a column: the bins leave nothing out, so the tree is the one that trying every split of every node gives.
        var (design, x) = Uniform(240, seed, 3, steps: 12);
        var random = new Random(100 + seed);
        double[] target = [.. x[0].Select((value, row) => (value > 0.4 ? 2 : 0) + (x[1][row] * x[2][row]) + random.NextDouble())];
        double[] weights = [.. target.Select(_ => 0.5 + random.NextDouble())];
        var grown = new double[240];

        var tree = new TreeGrower(design.Binned).Grow(
            [.. target.Zip(weights, (y, weight) => y * weight)], weights, static (sum, bend) => sum / bend, grown);

        var tried = new double[240];
        TryAll([.. Enumerable.Range(0, 240)], 0);
        Assert.All(grown.Zip(tried), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
        var read = new double[240];
        tree.AddTo(design.Binned, 0, read);
        Assert.Equal(grown, read);

        void TryAll(int[] rows, int depth)
        {
            var (best, parts) = (Squares(rows) - 1e-9, ((int[] Left, int[] Right)?)null);
            foreach (var column in depth < RegressionTree.Depth ? x : [])
            {
                foreach (var limit in rows.Select(row => column[row]).Distinct())
                {
                    int[] left = [.. rows.Where(row => column[row] <= limit)];
                    int[] right = [.. rows.Where(row => column[row] > limit)];
                    if (Math.Min(left.Length, right.Length) >= RegressionTree.FewestRows && Squares(left) + Squares(right) < best)
                    {
                        (best, parts) = (Squares(left) + Squares(right), (left, right));
                    }
                }
            }

            if (parts is { } split)
            {
                TryAll(split.Left, depth + 1);
                TryAll(split.Right, depth + 1);
                return;
            }

            Array.ForEach(rows, row => tried[row] = Mean(rows));
        }

        double Mean(int[] rows) => rows.Sum(row => weights[row] * target[row]) / rows.Sum(row => weights[row]);
        double Squares(int[] rows) => rows.Sum(row => weights[row] * Math.Pow(target[row] - Mean(rows), 2));
    }

    [Fact]
    public void Bins_RareValue_HasOneOfItsOwn()
    {
        // 30 rows of 6,000 hold 1: fewer than a bin of equal frequency would.
        var design = Column([.. Enumerable.Range(0, 6000).Select(row => row % 200 == 0 ? 0.0 : 1.0)]);
        var many = Column([.. Enumerable.Range(0, 6000).Select(row => (double)row)]);

        Assert.Equal(2, design.CountOf(0));
        Assert.Equal([0, 1], design.Bins.Distinct().Order().Select(bin => (int)bin));
        Assert.Equal(BinnedDesign.MostBins, many.CountOf(0));
        Assert.All(many.Bins.GroupBy(bin => bin), bin => Assert.InRange(bin.Count(), 92, 95));
    }

    [Fact]
    public void Fit_NobodyWaits_Ends()
    {
        var (design, x) = Uniform(100, 9, 2);

        Assert.Throws<OperationCanceledException>(() =>
            BoostedTrees.FitMean(design.Binned, x[0], [], WorkBudget.Until(new CancellationToken(true))));
    }

    [Fact]
    public void FitMean_StepFunction_FindsTheSteps()
    {
        var (design, x) = Uniform(400, 1, 3, steps: 16);
        var target = x[0].Select(value => value > 0.5 ? 2.0 : -1.0).ToArray();

        var means = BoostedTrees.FitMean(design.Binned, target, [], WorkBudget.Unlimited).PredictMean(design.Binned);

        // 200 trees leave 0.9^200 of the distance where one column decides.
        Assert.All(means.Zip(target), pair => Assert.Equal(pair.Second, pair.First, 0.15));
        Assert.True(means.Zip(target, (mean, y) => Math.Abs(mean - y)).Average() < 0.01);
    }

    [Fact]
    public void FitMean_CurveWithInteraction_IsNearItOnNewRows()
    {
        static double Truth(double[][] x, int row) => Math.Sin(6 * x[0][row]) + (4 * x[1][row] * x[2][row]);
        var (design, x) = Uniform(5000, 2, 4);
        var random = new Random(3);
        double[] target = [.. Enumerable.Range(0, 4000).Select(row => Truth(x, row) + (0.2 * (random.NextDouble() - 0.5)))];
        int[] seen = [.. Enumerable.Range(0, 4000)];
        int[] fresh = [.. Enumerable.Range(4000, 1000)];

        var trees = BoostedTrees.FitMean(design.Binned.OfRows(seen), target, [], WorkBudget.Unlimited);
        var error = Error(trees.PredictMean(design.Binned.OfRows(fresh)));

        // The straight line misses by about the curve itself.
        var line = Error(LeastSquares.Fit(design.OfRows(seen), target, []).Predict(design.OfRows(fresh)));
        Assert.True(error < 0.02 && error < line / 10, $"{error} against {line}");

        double Error(double[] means) => means.Select((mean, i) => Math.Pow(mean - Truth(x, fresh[i]), 2)).Average();
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void FitClasses_KnownChances_AreRecovered(int classes)
    {
        const int rows = 6000;
        var (design, x) = Uniform(rows, 5, 3);
        var random = new Random(6);
        double[] Chances(double value) => classes == 2
            ? [1 - Share(value), Share(value)]
            : [0.2, (1 - 0.2) * Share(value), (1 - 0.2) * (1 - Share(value))];
        static double Share(double value) => value is > 0.25 and < 0.75 ? 0.8 : 0.3;
        int[] drawn = [.. x[0].Select(value =>
        {
            var (u, chances, k) = (random.NextDouble(), Chances(value), 0);
            for (; k < classes - 1 && u >= chances[k]; k++)
            {
                u -= chances[k];
            }

            return k;
        })];

        var predicted = BoostedTrees.FitClasses(design.Binned, drawn, classes, [], WorkBudget.Unlimited).PredictChances(design.Binned);

        Assert.All(Enumerable.Range(0, rows), row => Assert.Equal(1, predicted.Sum(own => own[row]), 1e-12));
        for (var k = 0; k < classes; k++)
        {
            Assert.True(predicted[k].Select((chance, row) => Math.Abs(chance - Chances(x[0][row])[k])).Average() < 0.06);
        }
    }

    [Fact]
    public void Fit_WeightsAndRepeatedRows_GiveTheSameTrees()
    {
        var (design, x) = Uniform(300, 7, 2);
        var target = x[0].Select((value, row) => (value * value) + x[1][row]).ToArray();
        var twice = design.OfRows([.. Enumerable.Range(0, 300), .. Enumerable.Range(0, 300)]);

        var weighted = BoostedTrees.FitMean(design.Binned, target, [.. target.Select(_ => 2.0)], WorkBudget.Unlimited).PredictMean(design.Binned);
        var plain = BoostedTrees.FitMean(design.Binned, target, [], WorkBudget.Unlimited).PredictMean(design.Binned);
        var again = BoostedTrees.FitMean(design.Binned, target, [], WorkBudget.Unlimited).PredictMean(design.Binned);
        var doubled = BoostedTrees.FitMean(twice.Binned, [.. target, .. target], [], WorkBudget.Unlimited).PredictMean(design.Binned);

        Assert.Equal(plain, again);
        Assert.All(weighted.Zip(plain), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
        Assert.True(doubled.Zip(target, (mean, y) => Math.Abs(mean - y)).Average() < 0.1); // fewest rows of a leaf count rows
    }

    [Fact]
    public void Fit_NothingToLearn_IsTheMean()
    {
        var (design, _) = Uniform(15, 8, 2);
        var few = BoostedTrees.FitMean(design.Binned, [.. Enumerable.Range(0, 15).Select(i => (double)i)], [], WorkBudget.Unlimited);
        var constant = DesignMatrix.Of(30, [DesignTerm.Constant], [.. Enumerable.Repeat(1.0, 30)]);
        var one = BoostedTrees.FitClasses(constant.Binned, [.. Enumerable.Range(0, 30).Select(i => i % 3 == 0 ? 1 : 0)], 2, [], WorkBudget.Unlimited);

        Assert.All(few.PredictMean(design.Binned), mean => Assert.Equal(7, mean, 1e-9)); // too few rows for two leaves
        Assert.All(one.PredictChances(constant.Binned)[1], chance => Assert.Equal(1 / 3.0, chance, 1e-9));
    }

    [Fact]
    public void Fit_TimeSpent_EndsWithWhatThereIs()
    {
        var (design, x) = Uniform(100, 9, 2);
        var trees = BoostedTrees.FitMean(design.Binned, x[0], [], new WorkBudget(new CancellationToken(true), default));

        Assert.True(trees.IsCutShort);
        Assert.All(trees.PredictMean(design.Binned), mean => Assert.Equal(x[0].Average(), mean, 1e-12));
    }

    private static BinnedDesign Column(double[] values) => DesignMatrix.Of(
        values.Length, [DesignTerm.Constant, new DesignTerm("X")], [.. values.Select(_ => 1.0), .. values]).Binned;

    private static (DesignMatrix Design, double[][] Columns) Uniform(int rows, int seed, int columns, int steps = 0)
    {
        var random = new Random(seed);
        var x = Enumerable.Range(0, columns).Select(_ => Enumerable.Range(0, rows)
            .Select(_ => steps == 0 ? random.NextDouble() : Math.Ceiling(random.NextDouble() * steps) / steps).ToArray()).ToArray();
        return (DesignMatrix.Of(
            rows,
            [DesignTerm.Constant, .. x.Select((_, i) => new DesignTerm($"X{i}"))],
            [.. Enumerable.Repeat(1.0, rows), .. x.SelectMany(column => column)]), x);
    }
}
