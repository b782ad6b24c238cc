using System.Collections.Immutable;
using System.Text.Json;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;

namespace Isl.Tests.Properties.Identification;

/// <summary>Whole answers on random mixed graphs: formulas against the exact effect in random models, suggestions by making them.</summary>
public sealed class IdentificationAnswerProperties
{
    /// <summary>Rounding error of sums over at most 2^14 terms and of quotients of them.</summary>
    private const double Tolerance = 1e-9;

    private const int MaxVariables = 13;

    [Fact]
    public void Compute_RandomGraphs_FormulaOfEveryMethodIsTheEffect()
    {
        var random = new Random(11);
        var methods = new Dictionary<string, int>();
        for (var i = 0; i < 700; i++)
        {
            var (graph, query) = i % 5 == 0 ? MediatedQuestion(random) : RandomQuestion(random);

            var answer = Compute(graph, query);

            if (answer.Estimand is not { } estimand)
            {
                continue;
            }

            methods[answer.Method!] = methods.GetValueOrDefault(answer.Method!) + 1;
            var model = new BinaryModel(graph, random);
            var evaluator = new EstimandEvaluator(model.Observed, model.Distribution());
            var distribution = model.Distribution(query.Treatments);
            foreach (var bits in Enumerable.Range(0, 1 << (query.Treatments.Length + query.Outcomes.Length)))
            {
                var values = query
                    .Treatments.Concat(query.Outcomes)
                    .Select((name, at) => (name, bits >> at & 1))
                    .ToDictionary(pair => pair.name, pair => pair.Item2);
                var effect = model.Effect(
                    distribution,
                    query.Treatments.ToDictionary(name => name, name => values[name]),
                    query.Outcomes.ToDictionary(name => name, name => values[name]),
                    new Dictionary<string, int>());

                var formula = evaluator.Evaluate(estimand, values);

                Assert.True(Math.Abs(effect - formula) < Tolerance, $"{answer.IdentificationFormula} is {formula}, not {effect}");
            }
        }

        Assert.All(["backdoor", "front_door", "id_algorithm"], method => Assert.InRange(methods.GetValueOrDefault(method), 5, 700));
    }

    [Fact]
    public void Compute_RandomGraphs_EverySuggestionMadeHelps()
    {
        var random = new Random(12);
        var types = new Dictionary<string, int>();
        for (var i = 0; i < 500; i++)
        {
            var (graph, query) = RandomQuestion(random);
            foreach (var suggestion in Compute(graph, query).Suggestions)
            {
                types[suggestion.Type] = types.GetValueOrDefault(suggestion.Type) + 1;

                var after = Compute(Make(graph, suggestion.Action.Details), query);

                Assert.Equal(suggestion.Type == "find_instrument" ? IdentificationStatus.Uncertain : IdentificationStatus.Identifiable, after.Status);
            }
        }

        Assert.All(
            ["measure_latent", "measure_common_cause", "measure_mediator", "randomise", "find_instrument"],
            type => Assert.InRange(types.GetValueOrDefault(type), 3, 10_000));
    }

    private static IdentificationResult Compute(CausalGraph graph, CausalQuery query) =>
        IdentificationAnswer.Compute(graph, query, null, WorkBudget.Until(TestContext.Current.CancellationToken));

    /// <summary>The change as a caller would make it, from the details alone.</summary>
    private static CausalGraph Make(CausalGraph graph, ImmutableSortedDictionary<string, JsonElement> details)
    {
        var builder = new CausalGraphBuilder();
        var randomised = Strings("randomise");
        foreach (var node in graph.Nodes.Concat(Strings("add_nodes")))
        {
            builder.AddNode(node, "");
        }

        var edges = graph
            .Edges.Select(edge => (From: graph.Nodes[edge.From], To: graph.Nodes[edge.To]))
            .Except(Pairs("remove_edges"))
            .Concat(Pairs("add_edges"));
        foreach (var (from, to) in edges.Where(edge => !randomised.Contains(edge.To)))
        {
            builder.AddEdge(from, to, "");
        }

        var bidirected = graph.Bidirected.Select(edge => (From: graph.Nodes[edge.From], To: graph.Nodes[edge.To])).Except(Pairs("remove_bidirected"));
        foreach (var (a, b) in bidirected.Where(edge => !randomised.Contains(edge.From) && !randomised.Contains(edge.To)))
        {
            builder.AddBidirected(a, b, "");
        }

        foreach (var latent in graph.Latent.Select(node => graph.Nodes[node]).Except(Strings("observe")))
        {
            builder.AddLatent(latent, "");
        }

        return builder.Build();

        List<string> Strings(string name) =>
            details.TryGetValue(name, out var list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];

        List<(string From, string To)> Pairs(string name) =>
            details.TryGetValue(name, out var list) ? [.. list.EnumerateArray().Select(pair => (pair[0].GetString()!, pair[1].GetString()!))] : [];
    }

    /// <summary>A confounded effect that goes through mediators, with further random edges among the observed nodes.</summary>
    private static (CausalGraph Graph, CausalQuery Query) MediatedQuestion(Random random)
    {
        var builder = new CausalGraphBuilder();
        string[] nodes = ["A", "M", "N", "X", "Y"];
        foreach (var node in nodes)
        {
            builder.AddNode(node, "");
        }

        builder.AddEdge("X", "M", "");
        builder.AddEdge("M", "Y", "");
        builder.AddBidirected("X", "Y", "");
        foreach (var (from, to) in new[] { ("X", "N"), ("M", "N"), ("N", "Y"), ("A", "X"), ("A", "M"), ("A", "Y"), ("A", "N") })
        {
            if (random.Next(3) == 0)
            {
                builder.AddEdge(from, to, "");
            }
        }

        return (builder.Build(), CausalQuery.Of(["X"], ["Y"]));
    }

    private static (CausalGraph Graph, CausalQuery Query) RandomQuestion(Random random)
    {
        while (true)
        {
            var graph = RandomGraphs.Mixed(random, random.Next(3, 8), random.NextDouble() * 0.6, random.NextDouble() * 0.4);
            string[] observed = [.. graph.Nodes.Where((_, i) => !graph.Latent.Contains(i))];
            random.Shuffle(observed);
            var treatments = random.Next(4) == 0 ? 2 : 1;
            if (observed.Length > treatments && graph.Nodes.Length + graph.Bidirected.Length <= MaxVariables)
            {
                return (graph, CausalQuery.Of([.. observed[..treatments].Order(StringComparer.Ordinal)], [observed[treatments]]));
            }
        }
    }
}
