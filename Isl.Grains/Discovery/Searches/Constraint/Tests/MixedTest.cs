using Isl.Grains.Discovery.Data;
using Isl.Grains.Numerics;
using MathNet.Numerics;

namespace Isl.Grains.Discovery.Searches.Constraint.Tests;

/// <summary>Likelihood-ratio test of conditional independence between columns of numbers and of categories.</summary>
/// <remarks>
/// Source: Andrews, Ramsey &amp; Cooper (2019), section 4, with Wilks' Λ = |S(xy·z)| / (|S(x·z)| |S(y·z)|) over the blocks of the variables and
/// Bartlett's (1947) approximation −(n − 1 − |z| − (p + q + 1)/2) ln Λ ~ χ²(p·q). Of two numbers given numbers it is the likelihood ratio of the
/// partial correlation, of a number and a category the analysis of variance. Numbers that a set determines take no part in p and q.
/// </remarks>
internal sealed class MixedTest(MixedColumns columns) : IndependenceTest
{
    /// <summary>A pivot below this (variances are 1) marks a column that the ones before it determine.</summary>
    private const double Collinear = 1e-9;

    /// <inheritdoc/>
    public override int Order => columns.Order;

    /// <inheritdoc/>
    public override int MaxConditioning => Math.Min(Order - 2, Math.Max((columns.Rows - 4) / columns.LargestBlock - 2, -1));

    /// <inheritdoc/>
    public override double PValue(int x, int y, ReadOnlySpan<int> given)
    {
        // One order of the pair, so that rounding cannot tell which way the question was put.
        (x, y) = (Math.Min(x, y), Math.Max(x, y));
        var factor = new RankTolerantCholesky(columns.Width);
        var row = new double[columns.Width];
        foreach (var variable in given)
        {
            Add(factor, row, variable);
        }

        var conditioned = factor.Rank;
        var (alone, freedomY) = Add(new RankTolerantCholesky(columns.Width), given, row, y);
        var freedomX = Add(factor, row, x).Freedom;
        var (beside, _) = Add(factor, row, y);
        var rows = columns.Rows - 1 - conditioned - ((freedomX + freedomY + 1) / 2.0);
        return freedomX == 0 || freedomY == 0 || rows < 1 ? 0
            : Math.Clamp(SpecialFunctions.GammaUpperRegularized(freedomX * freedomY / 2.0, Math.Max(rows * (alone - beside), 0) / 2), 0, 1);
    }

    private (double LogDeterminant, int Freedom) Add(RankTolerantCholesky factor, ReadOnlySpan<int> given, double[] row, int variable)
    {
        foreach (var other in given)
        {
            Add(factor, row, other);
        }

        return Add(factor, row, variable);
    }

    /// <summary>Adds the columns of a variable: the logarithm of the determinant they bring, and how many those before do not determine.</summary>
    private (double LogDeterminant, int Freedom) Add(RankTolerantCholesky factor, double[] row, int variable)
    {
        var (from, to) = columns.Block(variable);
        var (logarithm, freedom) = (0.0, 0);
        for (var column = from; column < to; column++)
        {
            var own = columns.Correlation.AsSpan(column * columns.Width, columns.Width);
            var left = factor.Reduce(own, 1, row);
            factor.Add(column, own, 1, Collinear);
            logarithm += Math.Log(Math.Max(left, Collinear));
            freedom += left > Collinear ? 1 : 0;
        }

        return (logarithm, freedom);
    }
}
