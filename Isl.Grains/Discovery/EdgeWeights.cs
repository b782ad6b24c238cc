using System.Collections.Immutable;
using Isl.Grains.Data;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;
using MathNet.Numerics.Distributions;

namespace Isl.Grains.Discovery;

/// <summary>Weights of a graph's edges in the data's own units, and its score.</summary>
internal static class EdgeWeights
{
    private const double LeastVarianceShare = 1e-12;

    /// <summary>Ordinary least squares on the graph: unlike the penalised weights of a fit, these are not shrunk towards zero.</summary>
    /// <param name="draft">The data.</param>
    /// <param name="edges">The graph.</param>
    /// <param name="detail">Makes an edge's entry from its ends and weight.</param>
    /// <returns>The edges, strongest (on standardised columns) first; and the BIC of the linear Gaussian model, higher is better.</returns>
    public static (ImmutableArray<EdgeDetail> Details, double Bic) Of(
        DiscoveryDraft draft,
        DirectedEdges edges,
        Func<int, int, double, EdgeDetail> detail)
    {
        var moments = draft.Moments;
        var (n, d) = (moments.Rows, moments.Order);
        var details = new List<(double Strength, EdgeDetail Edge)>();
        var bic = 0.0;
        for (var node = 0; node < d; node++)
        {
            // On correlations, so that the pivots' tolerance does not depend on units.
            var parents = edges.Parents(node);
            var (coefficients, share) = LinearRegression.Fit(moments.Correlation, d, node, parents);
            var variance = Math.Max(share, LeastVarianceShare) * moments.Deviations[node] * moments.Deviations[node];
            bic += (-n / 2.0 * (1 + Math.Log(variance))) - (0.5 * (parents.Count + 1) * Math.Log(n));
            for (var i = 0; i < parents.Count; i++)
            {
                var weight = coefficients[i] * moments.Deviations[node] / moments.Deviations[parents[i]];
                details.Add((Math.Round(Math.Abs(coefficients[i]), 9), detail(parents[i], node, WireFigures.Round(weight))));
            }
        }

        return ([.. details.OrderByDescending(entry => entry.Strength).Select(entry => entry.Edge)], WireFigures.Round(bic));
    }

    /// <summary>p-value of an edge's weight being 0, by Student's t; 0 where the rows do not bear the test.</summary>
    public static double PValue(DatasetMoments moments, DirectedEdges edges, int from, int to)
    {
        var parents = edges.Parents(to);
        var freedom = moments.Rows - 1 - parents.Count;
        var with = LinearRegression.Fit(moments.Correlation, moments.Order, to, parents).ResidualVariance;
        var without = LinearRegression.Fit(moments.Correlation, moments.Order, to, parents.FindAll(parent => parent != from)).ResidualVariance;
        return freedom < 1 || with < LeastVarianceShare ? 0
            : 2 * StudentT.CDF(0, 1, freedom, -Math.Sqrt(Math.Max(without - with, 0) / with * freedom));
    }
}
