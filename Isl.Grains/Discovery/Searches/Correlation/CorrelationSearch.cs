using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Grains.Discovery.Searches.Correlation;

/// <summary>The correlation method as a search.</summary>
internal static class CorrelationSearch
{
    /// <summary>Most the correlation method may claim: it settles few directions.</summary>
    private const double Ceiling = 0.5;

    /// <summary>Finds a graph.</summary>
    public static GraphEstimate Run(SearchInput input, DiscoveryQuestion question, EdgeConstraints constraints, CancellationToken cancellation)
    {
        var threshold = question.Threshold ?? DiscoveryDefaults.Threshold;
        var fit = CorrelationSkeleton.Fit(input.Moments.Correlation, input.Moments.Rows, threshold, constraints, cancellation);
        var total = fit.Edges.Count;
        var settled = total - fit.Guessed.Count;
        var estimate = new GraphEstimate
        {
            Algorithm = DiscoveryAlgorithm.Correlation,
            Edges = fit.Edges,
            Threshold = threshold,
            Confidence = Ceiling * (total == 0 ? 0.5 : (1 + ((double)settled / total)) / 2),
            Basis =
                "Correlation skeleton with Fisher's z tests given single variables, unshielded colliders oriented (Spirtes & Glymour 1991); weights by least squares in the data's own units.",
            Assumptions = ["Dependence is linear.", "There is no unobserved common cause and no feedback."],
        };
        estimate.Reasons.Add(
            $"{total} pairs correlate by at least {threshold} and stay dependent given any single other variable; {settled} of their directions follow from colliders or prior knowledge.");
        estimate.Reasons.Add($"Confidence grows with the share of settled directions and is at most {Ceiling} for this method.");
        if (fit.Guessed.Count > 0)
        {
            estimate.Caveats.Add(
                "The data do not settle the direction of "
                    + string.Join(", ", fit.Guessed.Select(edge => input.Name(edge.From, edge.To)))
                    + "; it follows the order of the columns.");
        }

        return estimate;
    }
}
