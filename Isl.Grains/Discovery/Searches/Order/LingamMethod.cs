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
        var identified = input.Order <= 1 ? 1 : Math.Min(1, (double)(input.Order - normal.Count) / (input.Order - 1));
        var isCut = fit.Stop != StopReason.Converged;
        return new GraphEstimate
        {
            Algorithm = DiscoveryAlgorithm.Lingam,
            Edges = edges,
            Stop = fit.Stop,
            Iterations = fit.Placed,
            Order = fit.Order,
            NonGaussianity = Median([.. fit.Residuals.Select(residual => residual.PValue)]),
            Threshold = question.Threshold,
            Confidence = (edges.Count == 0 ? 0.5 : 0.2 + (0.7 * identified)) * (isCut ? 0.5 : 1),
            Basis = new LingamBasis(question.Threshold),
            Assumptions = [Assumption.LinearNonNormal, Assumption.NoLatentNoFeedback],
            Reasons = [new LingamRan(fit.Placed, input.Order, fit.Comparisons, input.Order - normal.Count)],
            ConfidenceReason = new LingamConfidence(edges.Count, Normal, isCut),
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

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
