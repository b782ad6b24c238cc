using System.Collections.Immutable;
using Isl.Grains.Discovery.Data;
using Isl.Grains.Discovery.Searches.Estimates;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery.Searches.Order;

/// <summary>DirectLiNGAM as a search: order, edges, and what to know about them.</summary>
internal static class LingamMethod
{
    /// <summary>A residual is called normal above this p-value.</summary>
    private const double Normal = 0.05;

    /// <summary>Below this one it is clearly not normal.</summary>
    private const double ClearlyNot = 0.01;

    /// <summary>Fits.</summary>
    public static GraphEstimate Run(
        SearchInput input,
        DiscoveryQuestion question,
        EdgeConstraints constraints,
        double[]? factors,
        WorkBudget budget)
    {
        var data = input.Data ?? throw new ArgumentException("DirectLiNGAM needs the data, not their moments.", nameof(input));
        var fit = DirectLingam.Fit(
            data.Values,
            data.Rows,
            input.Moments.Covariance,
            new DirectLingamSettings { Constraints = constraints },
            budget);
        var edges = Edges(fit, input, question, constraints);
        var normal = Enumerable.Range(0, input.Order).Where(node => fit.Residuals[node].PValue > Normal).ToList();
        return new GraphEstimate
        {
            Algorithm = DiscoveryAlgorithm.Lingam,
            Edges = edges,
            Stop = fit.Stop,
            Iterations = fit.Placed,
            Order = fit.Order,
            NonGaussianity = Median([.. fit.Residuals.Select(residual => residual.PValue)]),
            Threshold = question.Threshold,
            Settled = Settled(edges, fit.Residuals, constraints),
            Basis = new LingamBasis(question.Threshold),
            Assumptions = [Assumption.LinearNonNormal, Assumption.NoLatentNoFeedback],
            Reasons = [new LingamRan(fit.Placed, input.Order, fit.Comparisons, input.Order - normal.Count)],
            Caveats = [.. Caveats(fit, input, normal)],
        };
    }

    private static IEnumerable<Finding> Caveats(DirectLingamFit fit, SearchInput input, List<int> normal)
    {
        if (normal.Count > 1)
        {
            yield return new NormalResiduals(input.Names(normal));
        }

        if (!fit.Determined.IsEmpty)
        {
            yield return new PlacedArbitrarily(input.Names(fit.Determined));
        }

        if (fit.Stop == StopReason.BudgetSpent)
        {
            yield return new LingamTimeSpent(fit.Placed, input.Order);
        }
    }

    private static DirectedEdges Edges(DirectLingamFit fit, SearchInput input, DiscoveryQuestion question, EdgeConstraints constraints)
    {
        var d = input.Order;
        var edges = new DirectedEdges(d);
        for (var i = 0; i < d; i++)
        {
            for (var j = 0; j < d; j++)
            {
                var weight = Math.Abs(fit.Weights[(i * d) + j]) * input.Moments.Deviations[i] / input.Moments.Deviations[j];
                edges[i, j] = constraints.IsRequired(i, j) || (weight > 0 && weight >= (question.Threshold ?? 0));
            }
        }

        return edges;
    }

    /// <summary>
    /// Directions that the noise settles: clearly not normal at one end at least, in a graph half of whose noises are not normal. Where more are, the
    /// order that came before is arbitrary, and so is what depends on it.
    /// </summary>
    private static Cpdag Settled(DirectedEdges edges, ImmutableArray<NonGaussianity> residuals, EdgeConstraints constraints)
    {
        var pattern = new Cpdag(edges.Order);
        var isTold = 2 * residuals.Count(residual => residual.PValue <= Normal) >= residuals.Length;
        foreach (var (from, to) in edges.All())
        {
            if ((isTold && Math.Min(residuals[from].PValue, residuals[to].PValue) < ClearlyNot) || constraints.IsForbidden(to, from))
            {
                pattern.Orient(from, to);
            }
            else
            {
                pattern.Join(from, to);
            }
        }

        return pattern;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
