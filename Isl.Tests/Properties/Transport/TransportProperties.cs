using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Transport;
using Isl.Grains.Numerics;
using Isl.Grains.Transport;
using Isl.Tests.Properties.Identification;

namespace Isl.Tests.Properties.Transport;

/// <summary>
/// Transport on random selection diagrams: formulas against the exact effect in the target of two random models that differ only where they may,
/// proofs of a no against their definition, decisions against a search over all sets.
/// </summary>
public sealed class TransportProperties
{
    private const double Tolerance = 1e-9;

    [Theory]
    [InlineData(1, 100)]
    [InlineData(2, 100)]
    public void Transport_RandomDiagrams_FormulaIsTheEffectAndHedgeIsAHedge(int seed, int diagrams) => Check(seed, diagrams);

    [Theory(Explicit = true)]
    [InlineData(11, 1000)]
    [InlineData(12, 1000)]
    public void Transport_ManyRandomDiagrams_FormulaIsTheEffectAndHedgeIsAHedge(int seed, int diagrams) => Check(seed, diagrams);

    [Fact]
    public void Transport_AllDiagramsOfThreeNodes_DecidesAsASearchOverAllSets() => Assert.Equal(1536 * 2, CountAgreements(nodes: 3, stride: 1));

    [Fact]
    public void Transport_DiagramsOfFourNodes_DecidesAsASearchOverAllSets() => Assert.True(CountAgreements(nodes: 4, stride: 397) > 1500);

    [Fact(Explicit = true)]
    public void Transport_AllDiagramsOfFourNodes_DecidesAsASearchOverAllSets() => Assert.True(CountAgreements(nodes: 4, stride: 1) > 700_000);

    private static void Check(int seed, int diagrams)
    {
        var random = new Random(seed);
        var (yes, no, mixed) = (0, 0, 0);
        for (var i = 0; i < diagrams; i++)
        {
            var (graph, question) = RandomQuestion(random);
            var result = TransportAnswer.Compute(graph, question, null, WorkBudget.Until(TestContext.Current.CancellationToken));
            if (result.Transportable)
            {
                yes++;
                mixed += result.Method == "selection_diagram" ? 1 : 0;
                AssertIsTheEffect(graph, question, result, random);
            }
            else
            {
                no++;
                if (question.Source.Measured.Length == graph.Nodes.Length && question.Target.Measured.Length == graph.Nodes.Length)
                {
                    new SelectionHedges(graph, question).AssertIsOne(result.SHedge!);
                }
            }
        }

        // No part of the test runs empty.
        Assert.InRange(yes, diagrams / 4, diagrams);
        Assert.InRange(no, diagrams / 20, diagrams);
        Assert.InRange(mixed, diagrams / 50, diagrams);
    }

    private static void AssertIsTheEffect(CausalGraph graph, TransportQuestion question, TransportResult result, Random random)
    {
        var source = new BinaryModel(graph, random);
        var target = source.Differing([.. question.Selection.Select(graph.IndexOf)], random);
        var evaluator = new DomainEvaluator(source, target, question);
        var truth = target.Distribution([question.Treatment]);
        for (var values = 0; values < 4; values++)
        {
            var (x, y) = (values & 1, values >> 1);
            var expected = target.Effect(
                truth,
                new Dictionary<string, int> { [question.Treatment] = x },
                new Dictionary<string, int> { [question.Outcome] = y },
                new Dictionary<string, int>());

            var actual = evaluator.Evaluate(
                result.Estimand!,
                ImmutableDictionary<string, int>.Empty.Add(question.Treatment, x).Add(question.Outcome, y));

            Assert.True(Math.Abs(expected - actual) < Tolerance, $"{result.Formula} is {actual}, not {expected}, in {Text(graph, question)}");
        }
    }

    private static (CausalGraph Graph, TransportQuestion Question) RandomQuestion(Random random)
    {
        var count = random.Next(2, 7);
        var order = Enumerable.Range(0, count).ToArray();
        random.Shuffle(order);
        var (directed, bidirected) = (random.Next(25, 75), random.Next(0, 35));
        var builder = new CausalGraphBuilder();
        var hidden = 0;
        for (var i = 0; i < count; i++)
        {
            builder.AddNode($"V{i}", "");
            for (var j = 0; j < i; j++)
            {
                if (random.Next(100) < directed)
                {
                    builder.AddEdge($"V{order[j]}", $"V{order[i]}", "");
                }

                if (random.Next(100) < bidirected && hidden < 7)
                {
                    hidden++;
                    builder.AddBidirected($"V{j}", $"V{i}", "");
                }
            }
        }

        var graph = builder.Build();
        string[] roles = [.. graph.Nodes];
        random.Shuffle(roles);
        ImmutableArray<string> Some(int percent) => [.. graph.Nodes.Where(_ => random.Next(100) < percent)];
        var isPartial = random.Next(3) == 0;
        var source = isPartial ? Some(85) : graph.Nodes;
        var target = isPartial ? Some(75) : graph.Nodes;
        ImmutableArray<string>[] experiments = [[roles[0]], [.. Some(30).Where(source.Contains)], [.. Some(30).Where(source.Contains)]];
        return (graph, new TransportQuestion(
            roles[0],
            roles[1],
            Some(random.Next(60)),
            new Population("lab", source, null),
            new Population("field", target, null),
            [
                .. experiments.Take(random.Next(4))
                    .Where(set => set.Length > 0 && set.All(source.Contains))
                    .DistinctBy(set => string.Join(' ', set)),
            ]));
    }

    /// <summary>Diagrams whose order is that of their names, with every effect; with an experiment on the treatment.</summary>
    private static int CountAgreements(int nodes, int stride)
    {
        var pairs = Enumerable.Range(0, nodes).SelectMany(i => Enumerable.Range(0, i).Select(j => (From: j, To: i))).ToList();
        ImmutableArray<string> names = [.. Enumerable.Range(0, nodes).Select(i => $"V{i}")];
        var agreed = 0;
        var index = 0;
        for (var edges = 0; edges < 1 << (2 * pairs.Count); edges++)
        {
            var graph = new CausalGraph
            {
                Nodes = names,
                Edges = [.. pairs.Where((_, i) => (edges >> i & 1) == 1).Select(pair => new Edge(pair.From, pair.To)).OrderBy(edge =>
                    edge.From).ThenBy(edge => edge.To)],
                Bidirected =
                [
                    .. pairs.Where((_, i) => (edges >> (i + pairs.Count) & 1) == 1)
                        .Select(pair => new Edge(pair.From, pair.To))
                        .OrderBy(edge => edge.From)
                        .ThenBy(edge => edge.To),
                ],
                Latent = [],
            };
            for (var selected = 0; selected < 1 << nodes; selected++)
            {
                for (var effect = 0; effect < nodes * nodes; effect++)
                {
                    var (x, y) = (effect / nodes, effect % nodes);
                    if (x == y || index++ % stride != 0)
                    {
                        continue;
                    }

                    var question = new TransportQuestion(
                        names[x],
                        names[y],
                        [.. names.Where((_, i) => (selected >> i & 1) == 1)],
                        new Population("lab", names, null),
                        new Population("field", names, null),
                        [[names[x]]]);
                    var found = TransportSearch.Run(new SelectionDiagram(graph, question), withFormula: false, CancellationToken.None);
                    Assert.True(found.IsComplete != new SelectionHedges(graph, question).Exist(), Text(graph, question));
                    agreed++;
                }
            }
        }

        return agreed;
    }

    private static string Text(CausalGraph graph, TransportQuestion question) =>
        $"P({question.Outcome} | do({question.Treatment})) in "
        + string.Join(" ", graph.Edges.Select(edge => $"{graph.Nodes[edge.From]}->{graph.Nodes[edge.To]}"))
        + " " + string.Join(" ", graph.Bidirected.Select(edge => $"{graph.Nodes[edge.From]}<->{graph.Nodes[edge.To]}"))
        + $" S {string.Join(",", question.Selection)} source {string.Join(",", question.Source.Measured)}"
        + $" target {string.Join(",", question.Target.Measured)} do {string.Join(" ", question.Experiments.Select(set => string.Join(",", set)))}";
}
