using Isl.Grains.Discovery.Searches.Estimates;
using Isl.Grains.Discovery.Searches.Score;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Discovery;

namespace Isl.Grains.Discovery.Searches.BestOrder;

/// <summary>BOSS as a search: the class of the best order found, one DAG of it, and what to know about them.</summary>
internal static class BossMethod
{
    private const string Method = "BOSS (Andrews et al. 2023)";

    /// <summary>Finds the class.</summary>
    public static GraphEstimate Run(
        SearchInput input,
        DiscoveryQuestion question,
        EdgeConstraints constraints,
        double[]? factors,
        WorkBudget budget)
    {
        var settings = new BossSettings { Constraints = constraints };
        var scoring = ScoreChoice.For(question, input);
        var fit = Boss.Fit(scoring.Make(input, settings.Lambda), settings, budget);
        var graph = fit.Oriented;
        var (directed, open) = (graph.Directed.Count(), graph.Undirected.Count());
        var total = directed + open;
        return new GraphEstimate
        {
            Algorithm = DiscoveryAlgorithm.Boss,
            Edges = DirectedEdges.Of(input.Order, fit.Dag),
            Class = graph,
            Stop = fit.Stop,
            Iterations = fit.Moves + fit.Backward.Length,
            Score = fit.Score,
            Scoring = scoring.Kind,
            Order = fit.Order,
            Basis = new ScoreBasis(Method, scoring.Categories(input)),
            Assumptions = [scoring.Assumption, Assumption.Faithful, Assumption.NoLatentNoFeedbackNoSelection],
            Reasons = [new BossRan(fit.Starts, fit.Moves, fit.Backward.Length, fit.EmptyScore, fit.Score, directed, total)],
            Caveats =
            [
                .. ClassTraits.OfScore(input, graph, fit.Determined, fit.PassedOver),
                .. fit.Stop == StopReason.BudgetSpent ? (Finding[])[new BossTimeSpent(fit.Moves)] : [],
            ],
        };
    }
}
