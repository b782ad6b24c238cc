using Isl.Grains.Words.Validation;

namespace Isl.Grains.Validation;

/// <summary>Checks of a graph by itself and beside equations.</summary>
internal static class StructuralChecks
{
    /// <summary>Makes them.</summary>
    public static CheckList Of(GraphFacts facts, bool hasModel)
    {
        var checks = new CheckList();
        checks.Add("acyclicity", CheckStatus.Pass, new NoCycle());
        checks.Add(
            "connectivity",
            facts.Isolated.IsEmpty ? CheckStatus.Pass : CheckStatus.Warning,
            facts.Isolated.IsEmpty ? new AllConnected() : new NodesAlone(facts.Isolated),
            facts.Isolated.IsEmpty ? null : new ConnectOrRemove(facts.Isolated));
        checks.Add(
            "testability",
            facts.Implied.Count > 0 ? CheckStatus.Pass : CheckStatus.Warning,
            new ImpliedCount(facts.Implied.Count),
            facts.Implied.Count > 0 ? null : new NothingToTest());
        if (facts.Undirected is { } open)
        {
            checks.Add(
                "edge_directions",
                open.IsEmpty ? CheckStatus.Pass : CheckStatus.Warning,
                new DirectionsOpen(open, facts.Edges.Length),
                open.IsEmpty ? null : new DirectionsFromElsewhere());
        }

        if (hasModel)
        {
            AddModel(facts, checks);
        }

        return checks;
    }

    private static void AddModel(GraphFacts facts, CheckList checks)
    {
        var status = facts.OnlyInEquations.Length > 0 ? CheckStatus.Fail
            : facts.OnlyInGraph.Length + facts.WithoutEquation.Length > 0 ? CheckStatus.Warning
            : CheckStatus.Pass;
        checks.Add(
            "equations",
            status,
            new EquationsAgree(facts.OnlyInEquations, facts.OnlyInGraph, facts.WithoutEquation),
            status == CheckStatus.Pass ? null : new BringTogether());
    }
}
