using System.Collections.Immutable;
using Isl.Grains.Discovery.Data;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Order;

/// <summary>Settings of a DirectLiNGAM fit.</summary>
public sealed record DirectLingamSettings
{
    /// <summary>Prior knowledge: forbidden edges are left out, required ones kept; both restrict the order.</summary>
    public required EdgeConstraints Constraints { get; init; }

    /// <summary>Prune the edges by the adaptive lasso, rather than keep least-squares weights on all variables before.</summary>
    public bool Prune { get; init; } = true;
}

/// <summary>What a DirectLiNGAM fit found.</summary>
/// <param name="Order">All variables, causes first; from place <paramref name="Placed"/> on, those the search did not come to, in column
/// order.</param>
/// <param name="Placed">How many variables the search placed: all, unless its budget was spent.</param>
/// <param name="Weights">Row-major d×d; (i, j) is the effect of i on j. Acyclic. No edge joins two variables that were not placed, unless it is
/// required.</param>
/// <param name="FullWeights">The same by least squares on all allowed variables before, without pruning.</param>
/// <param name="Residuals">For each variable how far its residual on those before it is from normal; at most one may be normal for the order to be
/// identified.</param>
/// <param name="Determined">Variables that those before them determine exactly: their place is arbitrary.</param>
/// <param name="Comparisons">Pairs compared.</param>
/// <param name="Stop">Converged, or BudgetSpent.</param>
public sealed record DirectLingamFit(
    ImmutableArray<int> Order,
    int Placed,
    double[] Weights,
    double[] FullWeights,
    ImmutableArray<NonGaussianity> Residuals,
    ImmutableArray<int> Determined,
    long Comparisons,
    StopReason Stop);

/// <summary>DirectLiNGAM: a linear model with independent non-Gaussian noise, its causal order found variable by variable.</summary>
/// <remarks>
/// Source: Shimizu et al. (2011), "DirectLiNGAM", with the measure of Hyvärinen &amp; Smith (2013); see <see cref="CausalOrderSearch"/>. Edges are
/// pruned by the adaptive lasso (Zou 2006) on the variables before. Prior knowledge about edges becomes knowledge about the order: a
/// required cause comes first, and of two variables only one of which can reach the other along allowed edges, that one comes first.
/// </remarks>
public static class DirectLingam
{
    /// <summary>Fits a model.</summary>
    /// <param name="columns">The data, column-major, finite: cell (row, column) is at <c>column * rows + row</c>.</param>
    /// <param name="rows">Number of rows, at least 2.</param>
    /// <param name="covariance">Row-major d×d covariances of the columns, divisor n.</param>
    /// <param name="settings">Settings.</param>
    /// <param name="budget">When spent, it ends with the best it has; when cancelled, it throws.</param>
    /// <remarks>Memory: one copy of the data. O(n·d²) to O(n·d³), by how clear the data are; independent of their units.</remarks>
    public static DirectLingamFit Fit(
        ReadOnlySpan<double> columns,
        int rows,
        ReadOnlySpan<double> covariance,
        DirectLingamSettings settings,
        WorkBudget budget)
    {
        var constraints = settings.Constraints;
        var d = constraints.Order;
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 2);
        ArgumentOutOfRangeException.ThrowIfNotEqual(columns.Length, rows * d);
        var search = new CausalOrderSearch(columns, rows, covariance, constraints);
        var isDone = search.Run(budget);
        var placed = search.Order.ToList();
        var rest = Enumerable.Range(0, d).Except(placed).ToList();

        var full = new double[d * d];
        var pruned = new double[d * d];
        for (var at = 0; at < d; at++)
        {
            budget.ThrowIfCancelled();
            var target = at < placed.Count ? placed[at] : rest[at - placed.Count];
            var causes = placed
                .Take(at)
                .Where(cause => !constraints.IsForbidden(cause, target))
                .Concat(rest.Where(cause => constraints.IsRequired(cause, target)))
                .ToList();
            var weights = LinearRegression.Fit(covariance, d, target, causes).Coefficients;
            Write(full, weights, causes, target);
            if (settings.Prune)
            {
                weights = AdaptiveLasso.Fit(covariance, d, rows, target, causes, cause => constraints.IsRequired(cause, target));
            }

            Write(pruned, weights, causes, target);
        }

        return new DirectLingamFit(
            [.. placed, .. rest],
            placed.Count,
            pruned,
            full,
            [.. search.NonGaussianity],
            [.. search.DeterminedOnes],
            search.Comparisons,
            isDone ? StopReason.Converged : StopReason.BudgetSpent);

        void Write(double[] into, double[] weights, List<int> causes, int target)
        {
            for (var i = 0; i < causes.Count; i++)
            {
                into[(causes[i] * d) + target] = weights[i];
            }
        }
    }
}
