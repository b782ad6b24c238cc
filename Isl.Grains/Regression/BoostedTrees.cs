using Isl.Grains.Numerics;

namespace Isl.Grains.Regression;

/// <summary>Gradient-boosted trees: the mean of a number, or the chances of classes.</summary>
/// <remarks>
/// Source: Friedman (2001), Greedy function approximation: a gradient boosting machine, algorithms 3 (squares), 5 (two classes) and 6 (more).
/// Deviations: splits are chosen by the second-order gain, by which algorithms 5 and 6 set the leaves alone; and no step of a log odds is larger
/// than <see cref="MostStep"/>. Every row is in every tree, nothing is drawn, and sums have one order: the same rows give the same trees.
/// </remarks>
internal sealed class BoostedTrees
{
    /// <summary>Number of trees, by class.</summary>
    public const int Trees = 200;

    /// <summary>By how much each tree counts.</summary>
    public const double Rate = 0.1;

    /// <summary>Most that a leaf adds to a log odds, before the rate.</summary>
    public const double MostStep = 4;

    /// <summary>Rows that all trees are read off at before the next: their bins stay in the processor's nearest memory.</summary>
    private const int BlockRows = 1024;

    /// <summary>The chance that a class begins with which no row has.</summary>
    private const double Never = 1e-9;

    private readonly List<RegressionTree>[] _trees;
    private readonly double[] _begin;

    private BoostedTrees(double[] begin)
    {
        _begin = begin;
        _trees = [.. begin.Select(_ => new List<RegressionTree>())];
    }

    /// <summary>Did time end it before all trees were grown?</summary>
    public bool IsCutShort { get; private set; }

    /// <summary>Fits the mean of a number by squared error.</summary>
    /// <param name="design">The rows to fit on.</param>
    /// <param name="target">Their number.</param>
    /// <param name="weights">Their weights; empty for none.</param>
    /// <param name="budget">Tested at each tree.</param>
    public static BoostedTrees FitMean(BinnedDesign design, double[] target, double[] weights, WorkBudget budget)
    {
        var curvature = WeightsOr1(weights, target.Length);
        var mean = MeanOf(target, curvature);
        var trees = new BoostedTrees([mean]);
        var values = Filled(target.Length, mean);
        var (gradient, grower) = (new double[target.Length], new TreeGrower(design));
        trees.Boost(budget, () =>
        {
            for (var row = 0; row < gradient.Length; row++)
            {
                gradient[row] = curvature[row] * (target[row] - values[row]);
            }

            trees._trees[0].Add(grower.Grow(gradient, curvature, static (sum, bend) => bend > 0 ? Rate * sum / bend : 0, values));
        });
        return trees;
    }

    /// <summary>Fits the chances of classes by multinomial deviance.</summary>
    /// <param name="design">The rows to fit on.</param>
    /// <param name="classes">Their class, from 0.</param>
    /// <param name="count">Number of classes.</param>
    /// <param name="weights">Their weights; empty for none.</param>
    /// <param name="budget">Tested at each tree.</param>
    public static BoostedTrees FitClasses(BinnedDesign design, int[] classes, int count, double[] weights, WorkBudget budget)
    {
        var rows = classes.Length;
        var shares = WeightsOr1(weights, rows);
        var begin = LogShares(classes, count, shares);
        var trees = new BoostedTrees(count == 2 ? [begin[1] - begin[0]] : begin);
        var values = Array.ConvertAll(trees._begin, one => Filled(rows, one));
        var chances = Array.ConvertAll(trees._begin, _ => new double[rows]);
        var (gradient, curvature) = (new double[rows], new double[rows]);
        var grower = new TreeGrower(design);
        var factor = count == 2 ? Rate : Rate * (count - 1) / count;
        trees.Boost(budget, () =>
        {
            ToChances(values, chances);
            for (var k = 0; k < values.Length; k++)
            {
                var own = count == 2 ? 1 : k;
                var ofClass = chances[k];
                for (var row = 0; row < rows; row++)
                {
                    var chance = ofClass[row];
                    gradient[row] = shares[row] * ((classes[row] == own ? 1 : 0) - chance);
                    curvature[row] = shares[row] * Math.Max(chance * (1 - chance), 1e-12);
                }

                trees._trees[k].Add(grower.Grow(gradient, curvature, Leaf, values[k]));
            }
        });
        return trees;

        double Leaf(double sum, double bend) => bend > 0 ? Math.Clamp(factor * sum / bend, -Rate * MostStep, Rate * MostStep) : 0;
    }

    /// <summary>The means of rows in the bins fitted on.</summary>
    public double[] PredictMean(BinnedDesign design) => Values(design)[0];

    /// <summary>By class, the chances of rows in the bins fitted on.</summary>
    public double[][] PredictChances(BinnedDesign design)
    {
        var values = Values(design);
        ToChances(values, values);
        return values.Length > 1 ? values : [Array.ConvertAll(values[0], chance => 1 - chance), values[0]];
    }

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

    private double[][] Values(BinnedDesign design) => [.. _trees.Select((trees, k) =>
    {
        var values = Filled(design.Rows, _begin[k]);
        for (var first = 0; first < values.Length; first += BlockRows)
        {
            foreach (var tree in trees)
            {
                tree.AddTo(design, first, values.AsSpan(first, Math.Min(BlockRows, values.Length - first)));
            }
        }

        return values;
    })];

    /// <summary>Chances from log odds, in their place or another; of two classes there is one series, that of the second.</summary>
    private static void ToChances(double[][] values, double[][] chances)
    {
        if (values.Length == 1)
        {
            var (odds, own) = (values[0], chances[0]);
            for (var row = 0; row < odds.Length; row++)
            {
                own[row] = 1 / (1 + Math.Exp(-odds[row]));
            }

            return;
        }

        for (var row = 0; row < values[0].Length; row++)
        {
            var (most, sum) = (double.NegativeInfinity, 0.0);
            foreach (var own in values)
            {
                most = Math.Max(most, own[row]);
            }

            for (var k = 0; k < values.Length; k++)
            {
                sum += chances[k][row] = Math.Exp(values[k][row] - most);
            }

            foreach (var own in chances)
            {
                own[row] /= sum;
            }
        }
    }

    private static double[] LogShares(int[] classes, int count, double[] weights)
    {
        var shares = new double[count];
        for (var row = 0; row < classes.Length; row++)
        {
            shares[classes[row]] += weights[row];
        }

        var total = shares.Sum();
        return Array.ConvertAll(shares, share => Math.Log(Math.Max(Never, share / total)));
    }

    private static double MeanOf(double[] values, double[] weights)
    {
        var (sum, total) = (0.0, 0.0);
        for (var row = 0; row < values.Length; row++)
        {
            (sum, total) = (sum + (weights[row] * values[row]), total + weights[row]);
        }

        return sum / total;
    }

    private static double[] WeightsOr1(double[] weights, int rows) => weights.Length > 0 ? weights : Filled(rows, 1);

    private static double[] Filled(int rows, double value)
    {
        var values = new double[rows];
        Array.Fill(values, value);
        return values;
    }
}
