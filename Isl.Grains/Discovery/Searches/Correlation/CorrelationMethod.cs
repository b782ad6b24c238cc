using Isl.Grains.Discovery.Searches.Estimates;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery.Searches.Correlation;

/// <summary>The correlation method as a search.</summary>
internal static class CorrelationMethod
{
    /// <summary>Finds a graph.</summary>
    public static GraphEstimate Run(
        SearchInput input,
        DiscoveryQuestion question,
        EdgeConstraints constraints,
        double[]? factors,
        WorkBudget budget)
    {
        var threshold = question.Threshold ?? DiscoveryDefaults.Threshold;
        var fit = CorrelationSkeleton.Fit(input.Moments.Correlation, input.Moments.Rows, threshold, constraints, budget.Cancellation);
        var total = fit.Edges.Count;
        var settled = total - fit.Guessed.Count;
        return new GraphEstimate
        {
            Algorithm = DiscoveryAlgorithm.Correlation,
            Edges = fit.Edges,
            Threshold = threshold,
            Settled = Settled(fit),
            Basis = new CorrelationBasis(),
            Assumptions = [Assumption.LinearDependence, Assumption.NoLatentNoFeedback],
            Reasons = [new CorrelationRan(total, settled, threshold, fit.Edges.All().Any(edge => constraints.IsRequired(edge.From, edge.To)))],
            Caveats = fit.Guessed.Count == 0 ? [] : [new DirectionsByColumn(input.Pairs(fit.Guessed, " -> "))],
        };
    }

    private static Cpdag Settled(CorrelationFit fit)
    {
        var pattern = new Cpdag(fit.Edges.Order);
        foreach (var (from, to) in fit.Edges.All())
        {
            pattern.Orient(from, to);
        }

        foreach (var (from, to) in fit.Guessed)
        {
            pattern.Join(from, to);
        }

        return pattern;
    }
}
