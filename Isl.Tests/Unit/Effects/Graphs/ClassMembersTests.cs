using Isl.Grains.Discovery.Searches.Estimates;
using Isl.Grains.Effects.Graphs;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Words.Discovery;

namespace Isl.Tests.Unit.Effects.Graphs;

/// <summary>Members of classes and parent sets, against all DAGs there are.</summary>
public sealed class ClassMembersTests
{
    private static readonly string[] Names = ["A", "B", "C", "D"];
    private static readonly List<DirectedEdges> All = GraphQuestions.AllDags(4);

    [Fact]
    public void AllDags_OfFourNodes_Are543() => Assert.Equal(543, All.Count);

    [Fact]
    public void Members_OfEveryClassOfFourNodes_AreAllDagsOfIt()
    {
        foreach (var members in All.GroupBy(GraphQuestions.ClassOf))
        {
            var found = ClassMembers.Of(Estimate(Cpdag.FromDag(members.First())), EdgeConstraints.None(4), [.. Names], 0);

            Assert.False(found.AreParentSets);
            Assert.Equal(Keys(members), found.Graphs.Select(SoughtGraph.KeyOf));
        }
    }

    [Fact]
    public void ParentSets_OfEveryClassOfFourNodes_AreThoseOfItsMembers()
    {
        foreach (var members in All.GroupBy(GraphQuestions.ClassOf))
        {
            for (var treatment = 0; treatment < 4; treatment++)
            {
                var sets = ParentSets.Of(Cpdag.FromDag(members.First()), treatment, EdgeConstraints.None(4), 500);

                var expected = members.Select(member => string.Join(' ', member.Parents(treatment))).Distinct().Order(StringComparer.Ordinal);
                Assert.Equal(expected, sets.Select(set => string.Join(' ', set.Parents)).Order(StringComparer.Ordinal));
                Assert.All(sets, set => Assert.Equal(set.Parents, set.Member.Parents(treatment)));
            }
        }
    }

    [Fact]
    public void Members_WithKnowledge_AreThoseThatHonourIt()
    {
        var chain = DirectedEdges.Of(4, [(0, 1), (1, 2), (2, 3)]);
        var knowledge = new EdgeConstraints(4, [(1, 2)], []);

        var found = ClassMembers.Of(Estimate(Cpdag.FromDag(chain)) with { Edges = chain }, knowledge, [.. Names], 0);

        // Of A - B - C - D, where B -> C is known, no member may have a collider at C: C -> D follows.
        Assert.Equal(
            Keys(All.Where(graph => GraphQuestions.ClassOf(graph) == GraphQuestions.ClassOf(chain) && graph[1, 2])),
            found.Graphs.Select(SoughtGraph.KeyOf));
        Assert.Equal(2, found.Graphs.Length);
    }

    [Fact]
    public void Members_TooMany_AreOneForEachParentSetOfTheTreatment()
    {
        var complete = DirectedEdges.Of(4, from i in Enumerable.Range(0, 4) from j in Enumerable.Range(i + 1, 3 - i) select (i, j));

        var found = ClassMembers.Of(Estimate(Cpdag.FromDag(complete)), EdgeConstraints.None(4), [.. Names], 0, most: 23);

        Assert.True(found.AreParentSets);
        Assert.Equal(8, found.Graphs.Length);
        Assert.Equal(8, found.Graphs.Select(graph => string.Join(' ', graph.Parents!.Value)).Distinct().Count());
        Assert.False(ClassMembers.Of(Estimate(Cpdag.FromDag(complete)), EdgeConstraints.None(4), [.. Names], 0, most: 24).AreParentSets);
    }

    [Fact]
    public void Graph_WhoseDirectionsTheDataBearOut_IsTheOnlyMember()
    {
        var chain = DirectedEdges.Of(4, [(0, 1), (1, 2)]);
        var estimate = Estimate(null) with { Edges = chain };

        Assert.Single(ClassMembers.Of(estimate, EdgeConstraints.None(4), [.. Names], 0).Graphs);

        var half = new Cpdag(4);
        half.Join(0, 1);
        half.Orient(1, 2);
        Assert.Equal(2, ClassMembers.Of(estimate with { Settled = half }, EdgeConstraints.None(4), [.. Names], 0).Graphs.Length);
    }

    private static IEnumerable<string> Keys(IEnumerable<DirectedEdges> graphs) =>
        graphs.Select(graph => SoughtGraph.KeyOf(SoughtGraph.EdgesOf(graph))).Order(StringComparer.Ordinal);

    private static GraphEstimate Estimate(Cpdag? found) => new()
    {
        Algorithm = DiscoveryAlgorithm.Ges,
        Edges = found?.ConsistentExtension() ?? new DirectedEdges(4),
        Class = found,
        Reasons = [],
        Basis = Assumption.Linear,
        Assumptions = [],
    };
}
