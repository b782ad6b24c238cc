using Isl.Grains.Numerics;
using Isl.Grains.Regression;

namespace Isl.Tests.Unit.Regression;

/// <summary>Boosted trees against functions that are known.</summary>
public sealed class BoostedTreesTests
{
    [Fact]
    public void FitMean_StepFunction_FindsTheSteps()
    {
        var (design, x) = Uniform(400, 1, 3, steps: 16);
        var target = x[0].Select(value => value > 0.5 ? 2.0 : -1.0).ToArray();

        var means = BoostedTrees.FitMean(design, target, [], WorkBudget.Unlimited).PredictMean(design);

        // 200 trees leave 0.9^200 of the distance where one column decides.
        Assert.All(means.Zip(target), pair => Assert.Equal(pair.Second, pair.First, 0.15));
        Assert.True(means.Zip(target, (mean, y) => Math.Abs(mean - y)).Average() < 0.01);
    }

    [Fact]
    public void FitMean_CurveWithInteraction_IsNearItOnNewRows()
    {
        static double Truth(double[][] x, int row) => Math.Sin(6 * x[0][row]) + (4 * x[1][row] * x[2][row]);
        var (design, x) = Uniform(4000, 2, 4);
        var random = new Random(3);
        double[] target = [.. Enumerable.Range(0, 4000).Select(row => Truth(x, row) + (0.2 * (random.NextDouble() - 0.5)))];
        var (fresh, z) = Uniform(1000, 4, 4);

        var trees = BoostedTrees.FitMean(design, target, [], WorkBudget.Unlimited);
        var error = trees.PredictMean(fresh).Select((mean, row) => Math.Pow(mean - Truth(z, row), 2)).Average();

        // The straight line misses by about the curve itself.
        var line = LeastSquares.Fit(design, target, []).Predict(fresh).Select((mean, row) => Math.Pow(mean - Truth(z, row), 2)).Average();
        Assert.True(error < 0.02 && error < line / 10, $"{error} against {line}");
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

        var predicted = BoostedTrees.FitClasses(design, drawn, classes, [], WorkBudget.Unlimited).PredictChances(design);

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

        var weighted = BoostedTrees.FitMean(design, target, [.. target.Select(_ => 2.0)], WorkBudget.Unlimited).PredictMean(design);
        var plain = BoostedTrees.FitMean(design, target, [], WorkBudget.Unlimited).PredictMean(design);
        var again = BoostedTrees.FitMean(design, target, [], WorkBudget.Unlimited).PredictMean(design);
        var doubled = BoostedTrees.FitMean(twice, [.. target, .. target], [], WorkBudget.Unlimited).PredictMean(design);

        Assert.Equal(plain, again);
        Assert.All(weighted.Zip(plain), pair => Assert.Equal(pair.Second, pair.First, 1e-9));
        Assert.True(doubled.Zip(target, (mean, y) => Math.Abs(mean - y)).Average() < 0.1); // fewest rows of a leaf count rows
    }

    [Fact]
    public void Fit_NothingToLearn_IsTheMean()
    {
        var (design, _) = Uniform(15, 8, 2);
        var few = BoostedTrees.FitMean(design, [.. Enumerable.Range(0, 15).Select(i => (double)i)], [], WorkBudget.Unlimited);
        var constant = DesignMatrix.Of(30, [DesignTerm.Constant], [.. Enumerable.Repeat(1.0, 30)]);
        var one = BoostedTrees.FitClasses(constant, [.. Enumerable.Range(0, 30).Select(i => i % 3 == 0 ? 1 : 0)], 2, [], WorkBudget.Unlimited);

        Assert.All(few.PredictMean(design), mean => Assert.Equal(7, mean, 1e-9)); // too few rows for two leaves
        Assert.All(one.PredictChances(constant)[1], chance => Assert.Equal(1 / 3.0, chance, 1e-9));
    }

    [Fact]
    public void Fit_TimeSpent_EndsWithWhatThereIs()
    {
        var (design, x) = Uniform(100, 9, 2);
        var trees = BoostedTrees.FitMean(design, x[0], [], new WorkBudget(new CancellationToken(true), default));

        Assert.True(trees.IsCutShort);
        Assert.All(trees.PredictMean(design), mean => Assert.Equal(x[0].Average(), mean, 1e-12));
    }

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
