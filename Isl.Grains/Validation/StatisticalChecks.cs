using Isl.Grains.Identification.Criteria;
using Isl.Grains.Interfaces.Validation;
using Isl.Grains.Words.Validation;

namespace Isl.Grains.Validation;

/// <summary>Checks of a graph against rows. What was not tested is a warning, never a pass.</summary>
internal static class StatisticalChecks
{
    private const double Level = 0.05;

    /// <summary>Makes them.</summary>
    public static CheckList Of(GraphFacts facts, DataFacts? tested, bool hasRows)
    {
        var checks = new CheckList();
        var isWhole = facts.Question.Level == ValidationLevel.Comprehensive;
        if (tested is null)
        {
            var why = new NotTested(hasRows);
            foreach (var name in (string[])["implied_independences", .. isWhole ? (string[])["edges", "permutation"] : []])
            {
                checks.Add(name, CheckStatus.Warning, why, new TestIt(hasRows));
            }

            return checks;
        }

        checks.Add(
            "columns",
            tested.Missing.Length == 0 ? CheckStatus.Pass : CheckStatus.Warning,
            new ColumnsThere(tested.Missing),
            tested.Missing.Length == 0 ? null : new SendColumns());
        AddIndependences(facts, tested, checks);
        if (isWhole)
        {
            AddEdges(facts, tested, checks);
            AddPermutation(tested, checks);
        }

        return checks;
    }

    private static void AddIndependences(GraphFacts facts, DataFacts tested, CheckList checks)
    {
        var status = tested.Contradicted > 0 ? CheckStatus.Fail
            : tested.Tests.Count == 0 || tested.Untested > 0 ? CheckStatus.Warning
            : CheckStatus.Pass;
        var worst = tested.Tests.Where(test => test.Verdict == ImplicationVerdict.Contradicted).MinBy(test => test.AdjustedPValue);
        checks.Add(
            "implied_independences",
            status,
            new IndependencesTested(
                tested.Tests.Count,
                tested.Untested,
                tested.Contradicted,
                worst is null ? null : new WorstContradiction(
                    facts.Graph.Nodes[worst.Implication.X],
                    facts.Graph.Nodes[worst.Implication.Y],
                    [.. worst.Implication.Given.Select(node => facts.Graph.Nodes[node])],
                    worst.Correlation!.Value,
                    worst.AdjustedPValue!.Value)),
            tested.Contradicted > 0 ? new JoinTheContradicted() : null);
    }

    private static void AddEdges(GraphFacts facts, DataFacts tested, CheckList checks)
    {
        if (!tested.HasEdgeTests)
        {
            checks.Add("edges", CheckStatus.Warning, new EdgesWithHidden(facts.HasHidden));
            return;
        }

        checks.Add(
            "edges",
            tested.Unsupported.Length == 0 ? CheckStatus.Pass : CheckStatus.Warning,
            new EdgesSupported([.. tested.Unsupported.Select(one => one.Edge)], facts.Edges.Length),
            tested.Unsupported.Length == 0 ? null : new ReconsiderEdges());
    }

    private static void AddPermutation(DataFacts tested, CheckList checks)
    {
        if (tested.Permutation is not { } figures)
        {
            checks.Add("permutation", CheckStatus.Warning, new NothingToPermute());
            return;
        }

        var isInformative = figures.EquivalentShare <= Level;
        var status = !isInformative ? CheckStatus.Warning : figures.PValue <= Level ? CheckStatus.Pass : CheckStatus.Fail;
        checks.Add("permutation", status, new BetterThanShuffled(figures, isInformative), status == CheckStatus.Fail ? new RethinkTheGraph() : null);
    }
}
