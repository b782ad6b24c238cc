using Isl.Grains.Discovery.Searches.Estimates;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery.Searches.Score;

/// <summary>GES as a search: the class, one DAG of it, and what to know about them.</summary>
internal static class GesMethod
{
    private const string Method = "GES (Chickering 2002)";

    /// <summary>A step that gains less than this (a Bayes factor of e³ ≈ 20) is called close.</summary>
    private const double CloseGain = 3;

    /// <summary>Finds the class.</summary>
    public static GraphEstimate Run(
        SearchInput input,
        DiscoveryQuestion question,
        EdgeConstraints constraints,
        double[]? factors,
        WorkBudget budget)
    {
        var fit = Ges.Fit(input.Moments.Covariance, input.Moments.Rows, new GesSettings { Constraints = constraints }, budget);
        var graph = fit.Oriented;
        var (directed, open) = (graph.Directed.Count(), graph.Undirected.Count());
        var total = directed + open;
        var close = fit.Forward.Count(step => step.Gain < CloseGain);
        var clear = fit.Forward.Length == 0 ? 1 : 1 - ((double)close / fit.Forward.Length);
        var isCut = fit.Stop != StopReason.Converged;
        return new GraphEstimate
        {
            Algorithm = DiscoveryAlgorithm.Ges,
            Edges = DirectedEdges.Of(input.Order, fit.Dag),
            Class = graph,
            Stop = fit.Stop,
            Iterations = fit.Forward.Length + fit.Backward.Length,
            Score = fit.Score,
            Confidence = ClassTraits.Decided(directed, open) * (0.5 + (0.5 * clear)) * (isCut ? 0.5 : 1),
            Basis = new ScoreBasis(Method),
            Assumptions = [Assumption.LinearNormal, Assumption.Faithful, Assumption.NoLatentNoFeedbackNoSelection],
            Reasons = [new GesRan(fit.Forward.Length, fit.Backward.Length, fit.EmptyScore, fit.Score, directed, total)],
            ConfidenceReason = new ScoreConfidence(total, close, CloseGain, isCut),
            Caveats =
            [
                .. ClassTraits.OfScore(input, graph, fit.Determined, fit.PassedOver),
                .. fit.Stop == StopReason.BudgetSpent ? (Finding[])[new GesTimeSpent(fit.Forward.Length, fit.Backward.Length)] : [],
            ],
        };
    }
}
