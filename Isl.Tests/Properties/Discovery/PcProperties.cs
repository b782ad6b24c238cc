using Isl.Grains.Data;
using Isl.Grains.Discovery.Searches.Constraint;
using Isl.Grains.Discovery.Searches.Constraint.Tests;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;
using Isl.Tests.Unit.Discovery;

namespace Isl.Tests.Properties.Discovery;

public sealed class PcProperties
{
    private static readonly ColliderRule[] Rules = Enum.GetValues<ColliderRule>();
    private static readonly ColliderPriority[] Priorities = Enum.GetValues<ColliderPriority>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Fit_OracleOfARandomDag_IsItsCompletedGraph()
    {
        var random = new Random(21);
        for (var trial = 0; trial < 120; trial++)
        {
            var dag = RandomDags.Next(random, 3 + (trial % 6), 0.15 + (0.5 * random.NextDouble()));
            var expected = Cpdag.FromDag(dag);
            var settings = new PcSettings
            {
                Rule = Rules[trial % 3],
                Priority = Priorities[trial / 3 % 5],
                Constraints = EdgeConstraints.None(dag.Order),
            };

            var fit = Pc.Fit(new Oracle(dag), settings, WorkBudget.Until(Token));

            Assert.True(fit.Graph.SameAs(expected), $"{RandomDags.Text(dag)} {settings.Rule} {settings.Priority}");
            Assert.True(fit.IsValid);
            Assert.Equal(0, fit.Conflicts.Total);
            Assert.Equal(RandomDags.Class(dag), RandomDags.Class(fit.Dag.Edges));
            Assert.All(fit.SeparatingSets, set => Assert.False(fit.Graph.IsAdjacent(set.Key.A, set.Key.B)));
        }
    }

    [Fact]
    public void Fit_OracleAndTrueKnowledge_IsWhatTheAgreeingMembersShare()
    {
        var random = new Random(22);
        var helped = 0;
        for (var trial = 0; trial < 150; trial++)
        {
            var dag = RandomDags.Next(random, 4 + (trial % 3), 0.3 + (0.4 * random.NextDouble()));
            var constraints = TrueKnowledge(random, dag);
            List<DirectedEdges> members = [Cpdag.FromDag(dag).ConsistentExtension()!, .. Cpdag.FromDag(dag).Members(10_000)];
            members.RemoveAll(member => !Honours(member, constraints));
            var settings = new PcSettings { Rule = Rules[trial % 3], Priority = Priorities[trial / 3 % 5], Constraints = constraints };

            var fit = Pc.Fit(new Oracle(dag), settings, WorkBudget.Until(Token));

            Assert.True(fit.IsValid);
            Assert.Equal(0, fit.Conflicts.Total);
            Assert.Equal(
                members.Select(RandomDags.Text).Order(StringComparer.Ordinal),
                fit.Members(10_000, constraints).Append(fit.Dag.Edges).Select(RandomDags.Text).Order(StringComparer.Ordinal));
            foreach (var (i, j) in Pairs(dag.Order))
            {
                Assert.Equal(members.All(member => member[i, j]), fit.Graph.IsDirected(i, j));
                Assert.Equal(members.Exists(member => member[i, j]) && members.Exists(member => member[j, i]), fit.Graph.IsUndirected(i, j));
            }

            helped += fit.Graph.SameAs(Cpdag.FromDag(dag)) ? 0 : 1;
        }

        Assert.InRange(helped, 30, 150);
    }

    [Fact]
    public void Fit_RandomDataAndKnowledge_HonoursTheKnowledge()
    {
        // The knowledge is consistent with itself, not with the data: conflicts and graphs without members are common here.
        var random = new Random(23);
        var (repaired, dropped) = (0, 0);
        for (var trial = 0; trial < 300; trial++)
        {
            var d = 4 + (trial % 6);
            var test = RandomTest(random, RandomDags.Next(random, d, 0.5), 40 + random.Next(300), []);
            var constraints = TrueKnowledge(random, RandomDags.Next(random, d, 0.4));
            var settings = new PcSettings { Alpha = 0.1, Rule = Rules[trial % 3], Priority = Priorities[trial / 3 % 5], Constraints = constraints };

            var fit = Pc.Fit(test, settings, WorkBudget.Until(Token));

            PcTests.AssertDag(fit, constraints);
            Assert.All(
                Pairs(d).Where(edge => constraints.IsForbidden(edge.From, edge.To)),
                edge => Assert.False(fit.Graph.IsDirected(edge.From, edge.To)));
            Assert.False(fit.IsValid && fit.Dag.IsRepaired);
            repaired += fit.Dag.IsRepaired ? 1 : 0;
            dropped += fit.Dag.Dropped.Length;
        }

        Assert.InRange(repaired, 20, 299);
        Assert.InRange(dropped, 1, 1000);
    }

    [Fact]
    public void Fit_AnotherUnit_SameAnswer()
    {
        var random = new Random(24);
        for (var trial = 0; trial < 50; trial++)
        {
            var dag = RandomDags.Next(random, 8, 0.35);
            var (seed, rows) = (random.Next(), 100 + random.Next(900));
            var settings = new PcSettings { Rule = Rules[trial % 3], Priority = Priorities[trial / 3 % 5], Constraints = EdgeConstraints.None(8) };

            var plain = Pc.Fit(RandomTest(new Random(seed), dag, rows, []), settings, WorkBudget.Until(Token));
            var scaled = Pc.Fit(RandomTest(new Random(seed), dag, rows, [trial % 8]), settings, WorkBudget.Until(Token));

            Assert.True(plain.Graph.SameAs(scaled.Graph));
            Assert.Equal(RandomDags.Text(plain.Dag.Edges), RandomDags.Text(scaled.Dag.Edges));
            Assert.Equal(plain.Tests, scaled.Tests);
        }
    }

    /// <summary>
    /// Adjacencies, separating sets and test counts never depend on the order of the columns. Directions do not where no two colliders
    /// disagree, whatever the priority; nor with arrowheads on both ends, or the strongest first, where Meek's rules meet no contradiction.
    /// </summary>
    [Fact]
    public void Fit_AnotherColumnOrder_SameAdjacenciesAndUnconflictedDirections()
    {
        var random = new Random(25);
        var (quiet, clashing) = (0, 0);
        for (var trial = 0; trial < 150; trial++)
        {
            const int d = 8;
            var dag = RandomDags.Next(random, d, 0.4);
            var (columns, rows) = RandomColumns(random, dag, 60 + random.Next(300));
            var order = Enumerable.Range(0, d).ToArray();
            random.Shuffle(order);
            var settings = new PcSettings { Priority = Priorities[trial % 5], Constraints = EdgeConstraints.None(d) };

            var plain = Pc.Fit(Test(columns, rows), settings, WorkBudget.Until(Token));
            var moved = Pc.Fit(Test([.. order.Select(column => columns[column])], rows), settings, WorkBudget.Until(Token));

            Assert.Equal(plain.Tests, moved.Tests);
            foreach (var (i, j) in Pairs(d))
            {
                var (a, b) = (order[i], order[j]);
                Assert.Equal(plain.Graph.IsAdjacent(a, b), moved.Graph.IsAdjacent(i, j));
                if (i < j && !moved.Graph.IsAdjacent(i, j))
                {
                    Assert.Equal(
                        plain.SeparatingSets[(Math.Min(a, b), Math.Max(a, b))],
                        moved.SeparatingSets[(i, j)].Select(node => order[node]).Order());
                }
            }

            var settled = plain.IsValid && moved.IsValid && plain.Conflicts.Total == 0 && moved.Conflicts.Total == 0;
            quiet += settled ? 1 : 0;
            if (
                settled
                || (
                    plain.Conflicts.Rules + moved.Conflicts.Rules == 0
                    && settings.Priority is ColliderPriority.Bidirected or ColliderPriority.StrongerFirst or ColliderPriority.StrongerLast)
            )
            {
                clashing += settled ? 0 : 1;
                Assert.All(
                    Pairs(d),
                    pair =>
                    {
                        var (a, b) = (order[pair.From], order[pair.To]);
                        Assert.Equal(
                            (plain.Graph.IsDirected(a, b), plain.Graph.IsBidirected(a, b)),
                            (moved.Graph.IsDirected(pair.From, pair.To), moved.Graph.IsBidirected(pair.From, pair.To)));
                    });
            }
        }

        Assert.InRange(quiet, 20, 140);
        Assert.InRange(clashing, 10, 140);
    }

    private static IEnumerable<(int From, int To)> Pairs(int d) =>
        from i in Enumerable.Range(0, d) from j in Enumerable.Range(0, d) where i != j select (i, j);

    private static bool Honours(DirectedEdges dag, EdgeConstraints constraints) =>
        Pairs(dag.Order)
            .All(edge => dag[edge.From, edge.To] ? !constraints.IsForbidden(edge.From, edge.To) : !constraints.IsRequired(edge.From, edge.To));

    /// <summary>Some edges required, some absent ones forbidden, and in every third case two tiers.</summary>
    private static EdgeConstraints TrueKnowledge(Random random, DirectedEdges dag)
    {
        var required = dag.All().Where(_ => random.NextDouble() < 0.2).ToList();
        var forbidden = Pairs(dag.Order).Where(edge => !dag[edge.From, edge.To] && random.NextDouble() < 0.15).ToList();
        if (random.Next(3) == 0)
        {
            var early = RandomDags.Diagram(dag).TopologicalOrder()[..(dag.Order / 2)];
            forbidden.AddRange(Pairs(dag.Order).Where(edge => !early.Contains(edge.From) && early.Contains(edge.To)));
        }

        return new EdgeConstraints(dag.Order, required, forbidden);
    }

    private static FisherZ RandomTest(Random random, DirectedEdges dag, int rows, int[] scaled)
    {
        var (columns, n) = RandomColumns(random, dag, rows);
        foreach (var column in scaled)
        {
            columns[column] = [.. columns[column].Select(value => value * 1000)];
        }

        return Test(columns, n);
    }

    private static FisherZ Test(double[][] columns, int rows)
    {
        var data = new Dataset([.. columns.Select((_, i) => $"X{i}")], rows, [.. columns.SelectMany(column => column)]);
        return new FisherZ(DatasetMoments.Of(data, Token).Correlation, columns.Length, rows);
    }

    private static (double[][] Columns, int Rows) RandomColumns(Random random, DirectedEdges dag, int rows)
    {
        var columns = new double[dag.Order][];
        foreach (var node in RandomDags.Diagram(dag).TopologicalOrder())
        {
            columns[node] = [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, 6).Sum(_ => random.NextDouble() - 0.5))];
            foreach (var parent in dag.Parents(node))
            {
                var weight = (random.Next(2) == 0 ? -1 : 1) * (0.2 + (0.6 * random.NextDouble()));
                columns[node] = [.. columns[node].Zip(columns[parent], (own, cause) => own + (weight * cause))];
            }
        }

        return (columns, rows);
    }

    /// <summary>A test that knows the DAG.</summary>
    private sealed class Oracle(DirectedEdges dag) : IndependenceTest
    {
        private readonly CausalDiagram _diagram = RandomDags.Diagram(dag);

        public override int Order => dag.Order;

        public override int MaxConditioning => dag.Order - 2;

        public override double PValue(int x, int y, ReadOnlySpan<int> given) => DSeparation.IsSeparated(_diagram, [x], [y], given) ? 1 : 0;
    }
}
