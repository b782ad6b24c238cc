using Isl.Grains.Numerics;

namespace Isl.Grains.Regression;

/// <summary>Gradient-boosted trees: the mean of a number, or the chances of classes.</summary>
/// <remarks>
/// Source: Friedman (2001), Greedy function approximation: a gradient boosting machine, algorithms 3 (squares) and 6 (classes; with two of them
/// algorithm
/// 5). Every row in every tree and one order of sums, so that the same rows give the same trees.
/// </remarks>
internal sealed class BoostedTrees
{
    /// <summary>Number of trees, by class.</summary>
    public const int Trees = 200;

    /// <summary>By how much each tree counts.</summary>
    private const double Rate = 0.1;

    /// <summary>Most that a leaf adds to a log odds, before the rate.</summary>
    private const double MostStep = 4;

    private readonly BinnedDesign _bins;
    private readonly List<RegressionTree>[] _trees;
    private readonly double[] _begin;

    private BoostedTrees(BinnedDesign bins, double[] begin)
    {
        (_bins, _begin) = (bins, begin);
        _trees = [.. begin.Select(_ => new List<RegressionTree>())];
    }

    /// <summary>Did time end it before all trees were grown?</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>Fits the mean of a number by squared error.</summary>
    /// <param name="design">The design of the rows to fit on.</param>
    /// <param name="target">Their number.</param>
    /// <param name="weights">Their weights; empty for none.</param>
    /// <param name="budget">Tested at each tree.</param>
    public static BoostedTrees FitMean(DesignMatrix design, double[] target, double[] weights, WorkBudget budget)
    {
        double[] curvature = weights.Length > 0 ? weights : [.. target.Select(_ => 1.0)];
        var mean = target.Zip(curvature, (y, weight) => y * weight).Sum() / curvature.Sum();
        var trees = new BoostedTrees(new BinnedDesign(design), [mean]);
        var values = target.Select(_ => mean).ToArray();
        var gradient = new double[target.Length];
        trees.Boost(budget, () =>
        {
            for (var row = 0; row < gradient.Length; row++)
            {
                gradient[row] = curvature[row] * (target[row] - values[row]);
            }

            trees.Add(0, gradient, curvature, values, static (sum, bend) => bend > 0 ? sum / bend : 0);
        });
        return trees;
    }

    /// <summary>Fits the chances of classes by multinomial deviance.</summary>
    /// <param name="design">The design of the rows to fit on.</param>
    /// <param name="classes">Their class, from 0.</param>
    /// <param name="count">Number of classes.</param>
    /// <param name="weights">Their weights; empty for none.</param>
    /// <param name="budget">Tested at each tree.</param>
    public static BoostedTrees FitClasses(DesignMatrix design, int[] classes, int count, double[] weights, WorkBudget budget)
    {
        double[] shares = weights.Length > 0 ? weights : [.. classes.Select(_ => 1.0)];
        var total = shares.Sum();
        var begin = Enumerable.Range(0, count)
            .Select(k => Math.Log(Math.Max(1e-9, classes.Zip(shares, (own, share) => own == k ? share : 0).Sum() / total)))
            .ToArray();
        var trees = new BoostedTrees(new BinnedDesign(design), count == 2 ? [begin[1] - begin[0]] : begin);
        var values = trees._begin.Select(one => classes.Select(_ => one).ToArray()).ToArray();
        var (gradient, curvature) = (new double[classes.Length], new double[classes.Length]);
        var factor = count == 2 ? 1 : (count - 1.0) / count;
        trees.Boost(budget, () =>
        {
            var chances = Chances(values);
            for (var k = 0; k < values.Length; k++)
            {
                var own = count == 2 ? 1 : k;
                for (var row = 0; row < gradient.Length; row++)
                {
                    var chance = chances[own][row];
                    gradient[row] = shares[row] * ((classes[row] == own ? 1 : 0) - chance);
                    curvature[row] = shares[row] * Math.Max(chance * (1 - chance), 1e-12);
                }

                trees.Add(k, gradient, curvature, values[k], (sum, bend) =>
                    bend > 0 ? Math.Clamp(factor * sum / bend, -MostStep, MostStep) : 0);
            }
        });
        return trees;
    }

    /// <summary>The means of the rows of a design.</summary>
    public double[] PredictMean(DesignMatrix design) => Values(design)[0];

    /// <summary>By class, the chances of the rows of a design.</summary>
    public double[][] PredictChances(DesignMatrix design) => Chances(Values(design));

    private void Boost(WorkBudget budget, Action round)
    {
        for (var tree = 0; tree < Trees; tree++)
        {
            budget.ThrowIfCancelled();
            if (budget.IsSpent)
            {
                IsCutShort = true;
                return;
            }

            round();
        }
    }

    private void Add(int series, double[] gradient, double[] curvature, double[] values, Func<double, double, double> leaf)
    {
        var tree = RegressionTree.Grow(_bins, gradient, curvature, [.. Enumerable.Range(0, _bins.Rows)], leaf);
        tree.AddTo(_bins.Bins, values, Rate);
        _trees[series].Add(tree);
    }

    private double[][] Values(DesignMatrix design)
    {
        var bins = _bins.BinsOf(design);
        return [.. _trees.Select((trees, k) =>
        {
            var values = new double[design.Rows];
            Array.Fill(values, _begin[k]);
            trees.ForEach(tree => tree.AddTo(bins, values, Rate));
            return values;
        })];
    }

    /// <summary>Chances from log odds; of two classes there is one series, that of the second.</summary>
    private static double[][] Chances(double[][] values)
    {
        if (values.Length == 1)
        {
            double[] chances = [.. values[0].Select(value => 1 / (1 + Math.Exp(-value)))];
            return [[.. chances.Select(chance => 1 - chance)], chances];
        }

        var all = values.Select(own => new double[own.Length]).ToArray();
        for (var row = 0; row < values[0].Length; row++)
        {
            var (most, sum) = (double.NegativeInfinity, 0.0);
            foreach (var own in values)
            {
                most = Math.Max(most, own[row]);
            }

            for (var k = 0; k < values.Length; k++)
            {
                sum += all[k][row] = Math.Exp(values[k][row] - most);
            }

            for (var k = 0; k < values.Length; k++)
            {
                all[k][row] /= sum;
            }
        }

        return all;
    }
}
