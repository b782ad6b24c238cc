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

    /// <summary>Finds the class.</summary>
    public static GraphEstimate Run(
        SearchInput input,
        DiscoveryQuestion question,
        EdgeConstraints constraints,
        double[]? factors,
        WorkBudget budget)
    {
        var settings = new GesSettings { Constraints = constraints };
        var scoring = ScoreChoice.For(question, input);
        var fit = Ges.Fit(scoring.Make(input, settings.Lambda), settings, budget);
        var graph = fit.Oriented;
        var (directed, open) = (graph.Directed.Count(), graph.Undirected.Count());
        var total = directed + open;
        return new GraphEstimate
        {
            Algorithm = DiscoveryAlgorithm.Ges,
            Edges = DirectedEdges.Of(input.Order, fit.Dag),
            Class = graph,
            Stop = fit.Stop,
            Iterations = fit.Forward.Length + fit.Backward.Length,
            Score = fit.Score,
            Scoring = scoring.Kind,
            Basis = new ScoreBasis(Method, scoring.Categories(input)),
            Assumptions = [scoring.Assumption, Assumption.Faithful, Assumption.NoLatentNoFeedbackNoSelection],
            Reasons = [new GesRan(fit.Forward.Length, fit.Backward.Length, fit.EmptyScore, fit.Score, directed, total)],
            Caveats =
            [
                .. ClassTraits.OfScore(input, graph, fit.Determined, fit.PassedOver),
                .. fit.Stop == StopReason.BudgetSpent ? (Finding[])[new GesTimeSpent(fit.Forward.Length, fit.Backward.Length)] : [],
            ],
        };
    }
}
