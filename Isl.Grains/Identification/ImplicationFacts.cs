using System.Collections.Immutable;
using Isl.Grains.Identification.Criteria;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Identification;

namespace Isl.Grains.Identification;

/// <summary>The independences a graph implies, and what data sent along say about them.</summary>
/// <param name="Listed">The implications; null when they were not asked for.</param>
/// <param name="Truncated">True when there are more.</param>
/// <param name="Tested">How many could be tested.</param>
/// <param name="Rejected">How many of them the data contradict.</param>
/// <param name="Untested">How many could not be tested though data came.</param>
internal sealed record ImplicationFacts(ImmutableArray<TestableImplication>? Listed, bool Truncated, int Tested, int Rejected, int Untested)
{
    /// <summary>Lists the implications if they are asked for, or needed because data came, and tests them.</summary>
    public static ImplicationFacts Gather(IdentificationFacts facts, Dataset? data, WorkBudget budget)
    {
        var (graph, query) = (facts.Graph, facts.Query);
        if (graph.Nodes.Length > IdentificationFacts.MaxEnumeratedNodes || (data is null && !query.Asks(AnswerPart.Implications, graph.Nodes.Length)))
        {
            return new ImplicationFacts(null, Truncated: false, 0, 0, 0);
        }

        var (implications, truncated) = TestableImplications.List(facts.Diagram, query.MaxImplications, budget);
        var tests = data is null ? null : ImplicationTests.Run(implications, graph.Nodes, data, ImplicationTests.DefaultAlpha, budget.Cancellation);
        return new ImplicationFacts(
            [
                .. implications.Select(
                    (one, i) =>
                        new TestableImplication(
                            graph.Nodes[one.X],
                            graph.Nodes[one.Y],
                            [.. one.Given.Select(node => graph.Nodes[node])],
                            ToResult(tests?[i]))
                ),
            ],
            truncated,
            Count(ImplicationVerdict.Consistent) + Count(ImplicationVerdict.Contradicted),
            Count(ImplicationVerdict.Contradicted),
            Count(ImplicationVerdict.NotTested));

        int Count(ImplicationVerdict verdict) => tests?.Count(test => test.Verdict == verdict) ?? 0;
    }

    /// <summary>What limits the implications or speaks against the graph.</summary>
    public IEnumerable<Finding> Caveats()
    {
        if (Truncated)
        {
            yield return new MoreImplications(Listed!.Value.Length);
        }

        if (Rejected > 0)
        {
            yield return new DataContradictGraph(Rejected, Tested);
        }

        if (Untested > 0)
        {
            yield return new ImplicationsUntested(Untested);
        }
    }

    private static ImplicationTestResult? ToResult(ImplicationTest? test) => test is null
        ? null
        : new ImplicationTestResult(
            test.Verdict switch
            {
                ImplicationVerdict.Consistent => "consistent",
                ImplicationVerdict.Contradicted => "contradicted",
                _ => "not_tested",
            },
            test.Correlation,
            test.PValue,
            test.AdjustedPValue,
            test.Note?.Text);
}
