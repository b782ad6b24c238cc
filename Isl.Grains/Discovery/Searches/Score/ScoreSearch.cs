using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Grains.Discovery.Searches.Score;

/// <summary>GES as a search: the class, one DAG of it, words.</summary>
internal static class ScoreSearch
{
    private const int MostNamed = 5;

    /// <summary>A step that gains less than this (a Bayes factor of e³ ≈ 20) is called close.</summary>
    private const double CloseGain = 3;

    /// <summary>Finds the class.</summary>
    public static GraphEstimate Run(SearchInput input, EdgeConstraints constraints, WorkBudget budget)
    {
        var fit = Ges.Fit(input.Moments.Covariance, input.Moments.Rows, new GesSettings { Constraints = constraints }, budget);
        var graph = fit.Oriented;
        var (directed, open) = (graph.Directed.Count(), graph.Undirected.Count());
        var total = directed + open;
        var close = fit.Forward.Count(step => step.Gain < CloseGain);
        var clear = fit.Forward.Length == 0 ? 1 : 1 - ((double)close / fit.Forward.Length);
        var estimate = new GraphEstimate
        {
            Algorithm = DiscoveryAlgorithm.Ges,
            Edges = DirectedEdges.Of(input.Order, fit.Dag),
            Class = graph,
            Stop = fit.Stop,
            Iterations = fit.Forward.Length + fit.Backward.Length,
            Score = fit.Score,
            Confidence = total == 0 ? 0.5 : (directed + (0.5 * open)) / total * (0.5 + (0.5 * clear)) * (fit.Stop == StopReason.Converged ? 1 : 0.5),
            Basis =
                "GES (Chickering 2002) with the BIC of linear Gaussian models; one DAG of the class is shown in dag; weights by least squares in the data's own units.",
            Assumptions =
            [
                "Every variable is a linear function of its causes plus independent, about normal noise.",
                "Every separation in the data comes from the graph (faithfulness).",
                "There is no unobserved common cause, no feedback and no selection.",
            ],
        };
        estimate.Reasons.Add(
            $"GES took {fit.Forward.Length} insertions and {fit.Backward.Length} deletions; BIC rose from {fit.EmptyScore:0.##} to {fit.Score:0.##}; {directed} of {total} edges have a direction that all DAGs of the class share.");
        estimate.Reasons.Add(
            total == 0
                ? "No insertion gains; a confidence of 0.5 says that an empty graph is weak evidence."
                : $"Confidence is the share of settled directions (an open one counts half), less for the {close} insertions that gain under {CloseGain}.");
        AddCaveats(estimate, fit, input);
        return estimate;
    }

    private static void AddCaveats(GraphEstimate estimate, GesFit fit, SearchInput input)
    {
        var open = fit.Oriented.Undirected.ToList();
        if (open.Count > 0)
        {
            var named =
                string.Join(", ", open.Take(MostNamed).Select(pair => $"{input.Variables[pair.A]} - {input.Variables[pair.B]}"))
                + (open.Count > MostNamed ? $" and {open.Count - MostNamed} more" : "");
            estimate.Caveats.Add($"The data do not settle the direction of {named}; dag shows one way that is consistent, alternative_dags others.");
        }

        if (!fit.Determined.IsEmpty)
        {
            estimate.Caveats.Add(
                $"{string.Join(", ", fit.Determined.Take(MostNamed).Select(node => input.Variables[node]))} {(fit.Determined.Length == 1 ? "is" : "are")} determined exactly by other columns; edges among them are arbitrary.");
        }

        if (fit.PassedOver > 0)
        {
            estimate.Caveats.Add(
                "Neighbourhoods were so dense that not every operator was tried; the graph may not be the best that the greedy search can reach.");
        }

        if (fit.Stop == StopReason.BudgetSpent)
        {
            estimate.Caveats.Add(
                $"The time budget was spent after {fit.Forward.Length} insertions and {fit.Backward.Length} deletions; this is the class reached by then.");
        }
    }
}
