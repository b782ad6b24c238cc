using Isl.Graphs;

namespace Isl.Identification;

/// <summary>Answers causal queries: status, adjustment sets, formula, proof, suggestions, in words.</summary>
public static class IdentificationAnswer
{
    /// <summary>Above this many nodes only the linear-time parts are answered: one minimal set, the check of a given set.</summary>
    public const int MaxEnumeratedNodes = 500;

    /// <summary>Answers a query.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="query">The query.</param>
    /// <param name="budget">When signalled, enumerations stop with what they have, marked as truncated.</param>
    /// <param name="cancellation">When signalled, everything stops.</param>
    /// <exception cref="Errors.InputException">A name is not an observed node, or has two roles.</exception>
    public static IdentificationResult Compute(CausalGraph graph, CausalQuery query, CancellationToken budget, CancellationToken cancellation)
    {
        var names = new QueryNodes(graph);
        var treatments = names.Take(query.Treatments, "treatment");
        var outcomes = names.Take(query.Outcomes, "outcome");
        names.ThrowIfAny();
        var checkedSet = CheckedSet(graph, query);

        var diagram = new CausalDiagram(graph);
        var adjustment = new Adjustment(diagram, treatments, outcomes);
        var small = graph.Nodes.Length <= MaxEnumeratedNodes;
        var (sets, truncated) = small
            ? adjustment.ListMinimal(query.MaxSets, budget, cancellation)
            : adjustment.FindMinimal() is { } one ? ([one], true) : (new List<int[]>(), false);
        var smallest = sets.Count == 0 ? null : small ? adjustment.FindSmallest() : sets[0];
        var hedge = sets.Count == 0 && small ? IdAlgorithm.FindHedge(diagram, graph.Nodes, treatments, outcomes, [], cancellation) : null;
        var facts = new IdentificationFacts(graph, query, adjustment, sets, truncated, smallest, hedge, small);
        var (paths, _) = small ? PathEnumerator.BackDoor(diagram, treatments, outcomes) : ([], true);
        return new IdentificationResult
        {
            Status = facts.Status,
            Method = facts.Method,
            AdjustmentSets = [.. sets.Select(facts.Names)],
            AdjustmentSetsTruncated = truncated,
            MinimalSet = smallest is null ? null : facts.Names(smallest),
            AdjustmentCheck = checkedSet is null ? null : Check(graph, adjustment, checkedSet),
            IdentificationFormula = facts.Formula,
            Estimand = facts.Estimand,
            BackdoorPaths = [.. paths.Select(path => PathStep.Format(path, graph.Nodes))],
            AlternativeMethods = facts.Alternatives,
            StructuredAssumptions = facts.Assumptions,
            Reason = facts.Reason,
            Hedge = hedge,
            Suggestions = facts.Status == IdentificationStatus.CannotIdentify ? Suggestions.Find(graph, query, budget, cancellation) : [],
            Confidence = facts.ConfidenceInWords,
            DagHash = DagHash.Of(graph).Value,
            Explanation = facts.Explain(),
        };
    }

    private static int[]? CheckedSet(CausalGraph graph, CausalQuery query)
    {
        if (query.AdjustmentSet is not { } set)
        {
            return null;
        }

        var names = new QueryNodes(graph);
        var nodes = names.Take(set, "adjustment_set", mayBeLatent: true);
        names.ThrowIfAny();
        return nodes;
    }

    private static AdjustmentCheck Check(CausalGraph graph, Adjustment adjustment, int[] set)
    {
        int[] forbidden = [.. set.Where(node => !adjustment.Allowed[node])];
        var open = adjustment.FindOpenPath([.. set.Except(forbidden)]);
        return new AdjustmentCheck(
            forbidden.Length == 0 && open is null,
            [.. forbidden.Select(node => graph.Nodes[node])],
            open is null ? null : PathStep.Format(open, graph.Nodes));
    }
}
