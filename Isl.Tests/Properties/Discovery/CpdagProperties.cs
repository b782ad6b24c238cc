using Isl.Grains.GraphCore;

namespace Isl.Tests.Properties.Discovery;

public sealed class CpdagProperties
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void FromDag_AllDagsOfASize_MarksWhatTheClassAgreesOn(int d)
    {
        foreach (var members in RandomDags.All(d).GroupBy(RandomDags.Class))
        {
            var dags = members.ToList();
            var expected = new Cpdag(d);
            foreach (var (from, to) in dags[0].All())
            {
                var agreed = dags.Count(dag => dag[from, to]);
                if (agreed == dags.Count)
                {
                    expected.Orient(from, to);
                }
                else
                {
                    expected.Join(from, to);
                }
            }

            foreach (var dag in dags)
            {
                var graph = Cpdag.FromDag(dag);
                var extension = graph.ConsistentExtension();

                Assert.True(graph.SameAs(expected), RandomDags.Text(dag));
                Assert.True(graph.IsValid());
                Assert.NotNull(extension);
                Assert.Equal(members.Key, RandomDags.Class(extension));
            }

            var found = expected.Members(1000).Append(expected.ConsistentExtension()!).Select(RandomDags.Text).ToList();
            Assert.Equal(dags.Select(RandomDags.Text).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void ConsistentExtension_RandomClasses_ImpliesTheSameSeparations()
    {
        var random = new Random(11);
        for (var trial = 0; trial < 60; trial++)
        {
            var dag = RandomDags.Next(random, 4 + (trial % 4), 0.2 + (0.6 * random.NextDouble()));
            var graph = Cpdag.FromDag(dag);
            var separations = RandomDags.Separations(dag);

            var extension = graph.ConsistentExtension()!;
            Assert.Equal(RandomDags.Class(dag), RandomDags.Class(extension));
            Assert.Equal(separations, RandomDags.Separations(extension));
            Assert.True(Cpdag.FromDag(extension).SameAs(graph));
            Assert.All(graph.Members(2), member => Assert.Equal(separations, RandomDags.Separations(member)));
        }
    }

    [Fact]
    public void Members_RandomGraphs_AreDistinctAcyclicMembersInAFixedOrder()
    {
        var random = new Random(12);
        for (var trial = 0; trial < 200; trial++)
        {
            var dag = RandomDags.Next(random, 5 + (trial % 20), 0.3 * random.NextDouble());
            var graph = Cpdag.FromDag(dag);

            var members = graph.Members(5);

            Assert.Equal(members.Select(RandomDags.Text), graph.Copy().Members(5).Select(RandomDags.Text));
            Assert.Equal(members.Count + 1, members.Append(graph.ConsistentExtension()!).Select(RandomDags.Text).Distinct().Count());
            Assert.All(members, member => Assert.True(RandomDags.IsAcyclic(member) && RandomDags.Class(member) == RandomDags.Class(dag)));
            Assert.Equal(graph.Members(3).Select(RandomDags.Text), members.Take(3).Select(RandomDags.Text));
        }
    }

    [Fact]
    public void Close_KnownDirections_DirectsExactlyWhatAllRemainingMembersShare()
    {
        // Brute force over all DAGs of four variables: the members that hold a known edge decide what must be directed (rule 4 included).
        var all = RandomDags.All(4).ToList();
        foreach (var members in all.GroupBy(RandomDags.Class))
        {
            var graph = Cpdag.FromDag(members.First());
            foreach (var member in members)
            {
                foreach (var known in Subsets([.. graph.Undirected.Select(edge => member[edge.A, edge.B] ? edge : (edge.B, edge.A))]))
                {
                    var left = members.Where(dag => known.All(edge => dag[edge.From, edge.To])).ToList();
                    var constraints = new EdgeConstraints(4, known, []);
                    var closed = graph.Copy();
                    known.ForEach(edge => closed.Orient(edge.From, edge.To));

                    var outcome = MeekRules.Close(closed, constraints);

                    Assert.Equal((0, 0), (outcome.RefusedByCycle, outcome.RefusedByKnowledge));
                    Assert.All(members.First().All(), edge => Assert.Equal(
                        left.Select(dag => dag[edge.From, edge.To]).Distinct().Count() > 1,
                        closed.IsUndirected(edge.From, edge.To)));
                    Assert.Equal(left.Count, closed.Members(1000, constraints).Count + 1);
                }
            }
        }
    }

    [Fact]
    public void ConsistentExtension_NoMember_IsNull()
    {
        var square = new Cpdag(4);
        square.Join(0, 1);
        square.Join(1, 2);
        square.Join(2, 3);
        square.Join(3, 0);
        var cycle = new Cpdag(3);
        cycle.Orient(0, 1);
        cycle.Orient(1, 2);
        cycle.Orient(2, 0);
        var both = new Cpdag(2);
        both.OrientBoth(0, 1);

        Assert.All([square, cycle, both], graph =>
        {
            Assert.Null(graph.ConsistentExtension());
            Assert.Empty(graph.Members(5));
            Assert.False(graph.IsValid());
        });
    }

    [Fact]
    public void Between_RandomGraphs_IsAMetricThatCountsAReversalOnce()
    {
        var random = new Random(13);
        for (var trial = 0; trial < 100; trial++)
        {
            var graphs = Enumerable.Range(0, 3).Select(_ => RandomDags.Next(random, 6, 0.4)).ToArray();
            var (a, b, c) = (graphs[0], graphs[1], graphs[2]);
            Assert.Equal(0, StructuralHammingDistance.Between(a, a));
            Assert.Equal(StructuralHammingDistance.Between(a, b), StructuralHammingDistance.Between(b, a));
            Assert.True(StructuralHammingDistance.Between(a, c) <= StructuralHammingDistance.Between(a, b) + StructuralHammingDistance.Between(b, c));
            Assert.Equal(RandomDags.Text(a) == RandomDags.Text(b), StructuralHammingDistance.Between(a, b) == 0);
        }

        var forwards = new DirectedEdges(3) { [0, 1] = true };
        var backwards = new DirectedEdges(3) { [1, 0] = true, [1, 2] = true };
        Assert.Equal(2, StructuralHammingDistance.Between(forwards, backwards));
        Assert.Equal(1, StructuralHammingDistance.Between(Cpdag.FromDag(forwards), Cpdag.FromDag(3, [(0, 1), (1, 2)])));
        Assert.Equal((1, 0, 1), StructuralHammingDistance.Skeletons(Cpdag.FromDag(forwards), Cpdag.FromDag(backwards)));
    }

    private static IEnumerable<List<(int From, int To)>> Subsets(List<(int From, int To)> edges) =>
        Enumerable.Range(0, 1 << edges.Count).Select(mask => edges.Where((_, i) => (mask >> i & 1) == 1).ToList());
}
