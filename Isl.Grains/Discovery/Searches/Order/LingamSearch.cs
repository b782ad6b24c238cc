using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Order;

/// <summary>DirectLiNGAM as a search: order, edges, words.</summary>
internal static class LingamSearch
{
    private const int MostNamed = 5;

    /// <summary>A residual is called normal above this p-value.</summary>
    private const double Normal = 0.05;

    /// <summary>Fits.</summary>
    public static GraphEstimate Run(
        SearchInput input,
        DiscoveryQuestion question,
        EdgeConstraints constraints,
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
        var estimate = new GraphEstimate
        {
            Algorithm = DiscoveryAlgorithm.Lingam,
            Edges = edges,
            Stop = fit.Stop,
            Iterations = fit.Placed,
            Order = fit.Order,
            NonGaussianity = Median([.. fit.Residuals.Select(residual => residual.PValue)]),
            Threshold = question.Threshold,
            Confidence = (edges.Count == 0 ? 0.5 : 0.2 + (0.7 * identified)) * (fit.Stop == StopReason.Converged ? 1 : 0.5),
            Basis =
                $"DirectLiNGAM (Shimizu et al. 2011; Hyvärinen & Smith 2013), edges pruned by the adaptive lasso (Zou 2006){(question.Threshold is { } least ? $" and below {least} on standardised columns" : "")}; weights by least squares in the data's own units.",
            Assumptions =
            [
                "Every variable is a linear function of its causes plus independent noise, of which at most one is normal.",
                "There is no unobserved common cause and no feedback.",
            ],
        };
        estimate.Reasons.Add(
            $"DirectLiNGAM placed {fit.Placed} of {input.Order} variables after {fit.Comparisons} comparisons; {input.Order - normal.Count} residuals are clearly not normal.");
        estimate.Reasons.Add("Confidence grows with the share of residuals that are clearly not normal (p < 0.05): only those settle directions.");
        if (normal.Count > 1)
        {
            estimate.Caveats.Add(
                $"The residuals of {string.Join(", ", normal.Take(MostNamed).Select(node => input.Variables[node]))}{(normal.Count > MostNamed ? $" and {normal.Count - MostNamed} more" : "")} look normal; the method cannot tell directions among them.");
        }

        if (!fit.Determined.IsEmpty)
        {
            estimate.Caveats.Add(
                $"{string.Join(", ", fit.Determined.Take(MostNamed).Select(node => input.Variables[node]))} {(fit.Determined.Length == 1 ? "is" : "are")} determined exactly by the columns before; the place in the order is arbitrary.");
        }

        if (fit.Stop == StopReason.BudgetSpent)
        {
            estimate.Caveats.Add(
                $"The time budget was spent after {fit.Placed} of {input.Order} variables had their place; edges among the others were not sought.");
        }

        return estimate;
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
