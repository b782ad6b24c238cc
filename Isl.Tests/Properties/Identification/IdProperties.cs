using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Id;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;

namespace Isl.Tests.Properties.Identification;

/// <summary>
/// ID and IDC on random mixed graphs: estimands against the exact interventional distribution of random models, hedges against their
/// definition, decisions against another criterion.
/// </summary>
public sealed class IdProperties
{
    /// <summary>Rounding error of sums over at most 2^15 terms and of quotients of them.</summary>
    private const double Tolerance = 1e-9;

    private const int MaxVariables = 14;

    [Theory]
    [InlineData(1, 800)]
    [InlineData(2, 800)]
    [InlineData(3, 800)]
    [InlineData(4, 800)]
    public void Identify_RandomGraphs_EstimandIsTheEffectAndHedgeIsAHedge(int seed, int graphs)
    {
        var random = new Random(seed);
        var (identified, hedges, conditional) = (0, 0, 0);
        for (var i = 0; i < graphs; i++)
        {
            var question = Question.Random(random);
            var outcome = question.Ask();

            if (outcome.Identifiable)
            {
                identified++;
                conditional += question.Conditions.Length > 0 ? 1 : 0;
                AssertIsTheEffect(question, outcome.Estimand!, random);
            }
            else
            {
                hedges++;
                AssertIsHedge(question, outcome);
            }
        }

        // Neither half of the test runs empty.
        Assert.InRange(identified, graphs / 3, graphs);
        Assert.InRange(hedges, graphs / 20, graphs);
        Assert.InRange(conditional, graphs / 10, graphs);
    }

    [Fact]
    public void Identify_RandomGraphs_DecidesAsTheCriterionOverDistricts()
    {
        var random = new Random(5);
        for (var i = 0; i < 1500; i++)
        {
            var question = Question.Random(random);

            var expected = IsIdentifiable(question);

            var diagram = new CausalDiagram(question.Graph);
            var ids = (X: question.Ids(question.Treatments), Y: question.Ids(question.Outcomes), Z: question.Ids(question.Conditions));
            Assert.Equal(expected, question.Ask().Identifiable);
            Assert.Equal(expected, IdAlgorithm.IsIdentifiable(diagram, ids.X, ids.Y, ids.Z, TestContext.Current.CancellationToken));
            Assert.Equal(
                expected,
                IdAlgorithm.FindHedge(diagram, question.Graph.Nodes, ids.X, ids.Y, ids.Z, TestContext.Current.CancellationToken) is null);
        }
    }

    [Fact]
    public void Identify_SameGraphTwice_SaysTheSame()
    {
        var random = new Random(6);
        for (var i = 0; i < 100; i++)
        {
            var question = Question.Random(random);
            var (one, other) = (question.Ask(), question.Ask());

            Assert.Equal(one.Formula, other.Formula);
            Assert.Equal(one.Derivation.Steps.Select(step => step.Description), other.Derivation.Steps.Select(step => step.Description));
        }
    }

    /// <summary>Sets of nodes take another form beyond 64 nodes; nodes without an edge change nothing in the answer.</summary>
    [Fact]
    public void Identify_AmongManyOtherNodes_SaysTheSame()
    {
        var random = new Random(7);
        for (var i = 0; i < 300; i++)
        {
            var question = Question.Random(random);
            var (alone, among) = (question.Ask(), question.Among(random.Next(60, 140)).Ask());

            Assert.Equal(alone.Formula, among.Formula);
            Assert.Equal(alone.Hedge?.Forest.AsEnumerable(), among.Hedge?.Forest.AsEnumerable());
            Assert.Equal(alone.Hedge?.SubForest.AsEnumerable(), among.Hedge?.SubForest.AsEnumerable());
            Assert.Equal(alone.ExchangedConditions.AsEnumerable(), among.ExchangedConditions.AsEnumerable());
        }
    }

    /// <summary>All sets of conditions that rule 2 allows to set, not one after the other but at once; plain ID for what is left.</summary>
    private static bool IsIdentifiable(Question question)
    {
        var projection = new PlainProjection(question.Graph);
        for (var bits = 0; bits < 1 << question.Conditions.Length; bits++)
        {
            string[] moved = [.. question.Conditions.Where((_, i) => (bits >> i & 1) == 1)];
            string[] left = [.. question.Conditions.Except(moved)];
            if (MayBeSet(question, moved, left)
                && projection.IsIdentifiable(question.Ids([.. question.Treatments, .. moved]), question.Ids([.. question.Outcomes, .. left])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool MayBeSet(Question question, string[] moved, string[] left)
    {
        var (into, outOf) = (question.Ids(question.Treatments), question.Ids(moved));
        var graph = question.Graph with
        {
            Edges = [.. question.Graph.Edges.Where(edge => !into.Contains(edge.To) && !outOf.Contains(edge.From))],
            Bidirected = [.. question.Graph.Bidirected.Where(edge => !into.Contains(edge.From) && !into.Contains(edge.To))],
        };
        return moved.Length == 0
            || DSeparation.IsSeparated(
                new CausalDiagram(graph),
                question.Ids(question.Outcomes),
                outOf,
                question.Ids([.. question.Treatments, .. left]));
    }

    private static void AssertIsTheEffect(Question question, Estimand estimand, Random random)
    {
        var model = new BinaryModel(question.Graph, random);
        var evaluator = new EstimandEvaluator(model.Observed, model.Distribution());
        var distribution = model.Distribution(question.Treatments);
        string[] free = [.. question.Treatments, .. question.Outcomes, .. question.Conditions];
        for (var bits = 0; bits < 1 << free.Length; bits++)
        {
            var values = free.Select((name, i) => (name, Value: bits >> i & 1)).ToDictionary(pair => pair.name, pair => pair.Value);
            var expected = model.Effect(distribution, Only(question.Treatments), Only(question.Outcomes), Only(question.Conditions));

            var actual = evaluator.Evaluate(estimand, values);

            Assert.True(Math.Abs(expected - actual) < Tolerance, $"{question}: {EstimandText.Format(estimand)} is {actual}, not {expected}.");

            Dictionary<string, int> Only(string[] names) => names.ToDictionary(name => name, name => values[name]);
        }
    }

    private static void AssertIsHedge(Question question, IdentificationOutcome outcome)
    {
        string[] treatments = [.. question.Treatments, .. outcome.ExchangedConditions];
        string[] outcomes = [.. question.Outcomes, .. question.Conditions.Except(outcome.ExchangedConditions)];
        var hedge = outcome.Hedge!;

        Assert.True(
            new PlainProjection(question.Graph).IsHedge(
                Set(hedge.Forest),
                Set(hedge.SubForest),
                Set(hedge.Roots),
                question.Ids(treatments),
                question.Ids(outcomes)),
            $"{question}: {string.Join(",", hedge.Forest)} and {string.Join(",", hedge.SubForest)} with roots {string.Join(",", hedge.Roots)} are no hedge.");
        Assert.Null(outcome.Estimand);
        Assert.Contains(outcome.Derivation.Steps, step => step.Rule == "ID line 5");

        HashSet<int> Set(ImmutableArray<string> names) => [.. question.Ids([.. names])];
    }

    /// <summary>A random effect in a random graph.</summary>
    private sealed record Question(CausalGraph Graph, string[] Treatments, string[] Outcomes, string[] Conditions)
    {
        public static Question Random(Random random)
        {
            while (true)
            {
                var observed = random.Next(3, 9);
                var latents = random.Next(3) == 0 ? random.Next(1, 3) : 0;
                var graph = RandomGraph(random, observed, latents);
                string[] names = [.. graph.Nodes.Where((_, i) => !graph.Latent.Contains(i))];
                random.Shuffle(names);
                var treatments = random.Next(4) == 0 ? 2 : 1;
                var outcomes = random.Next(4) == 0 ? 2 : 1;
                var conditions = random.Next(5) < 2 ? random.Next(1, 3) : 0;
                if (treatments + outcomes + conditions <= names.Length && graph.Nodes.Length + graph.Bidirected.Length <= MaxVariables)
                {
                    return new Question(
                        graph,
                        names[..treatments],
                        names[treatments..(treatments + outcomes)],
                        names[(treatments + outcomes)..(treatments + outcomes + conditions)]);
                }
            }
        }

        public int[] Ids(IEnumerable<string> names) => [.. names.Select(Graph.IndexOf)];

        public IdentificationOutcome Ask() =>
            IdAlgorithm.Identify(
                new CausalDiagram(Graph),
                Graph.Nodes,
                Ids(Treatments),
                Ids(Outcomes),
                Ids(Conditions),
                TestContext.Current.CancellationToken);

        /// <summary>The same question with further nodes, which come first.</summary>
        public Question Among(int others)
        {
            Edge[] Moved(IEnumerable<Edge> edges) => [.. edges.Select(edge => new Edge(edge.From + others, edge.To + others))];
            return this with
            {
                Graph = Graph with
                {
                    Nodes = [.. Enumerable.Range(0, others).Select(i => $"O{i:D3}"), .. Graph.Nodes],
                    Edges = [.. Moved(Graph.Edges)],
                    Bidirected = [.. Moved(Graph.Bidirected)],
                    Latent = [.. Graph.Latent.Select(node => node + others)],
                },
            };
        }

        public override string ToString() =>
            $"P({string.Join(",", Outcomes)} | do({string.Join(",", Treatments)}), {string.Join(",", Conditions)}) in "
            + string.Join(" ", Graph.Edges.Select(edge => $"{Graph.Nodes[edge.From]}->{Graph.Nodes[edge.To]}"))
            + " " + string.Join(" ", Graph.Bidirected.Select(edge => $"{Graph.Nodes[edge.From]}<->{Graph.Nodes[edge.To]}"))
            + $" latent {string.Join(",", Graph.Latent.Select(node => Graph.Nodes[node]))}";

        private static CausalGraph RandomGraph(Random random, int observed, int latents)
        {
            var count = observed + latents;
            var names = Enumerable.Range(0, count).Select(i => i < observed ? $"V{i}" : $"U{i}").ToArray();
            var order = (string[])names.Clone();
            random.Shuffle(order);
            var (directed, bidirected) = (random.Next(15, 70), random.Next(5, 45));
            var builder = new CausalGraphBuilder();
            foreach (var name in names)
            {
                builder.AddNode(name, "");
            }

            foreach (var latent in names[observed..])
            {
                builder.AddLatent(latent, "");
            }

            for (var i = 0; i < count; i++)
            {
                for (var j = 0; j < i; j++)
                {
                    if (random.Next(100) < directed)
                    {
                        builder.AddEdge(order[j], order[i], "");
                    }

                    if (random.Next(100) < bidirected)
                    {
                        builder.AddBidirected(names[j], names[i], "");
                    }
                }
            }

            return builder.Build();
        }
    }
}
