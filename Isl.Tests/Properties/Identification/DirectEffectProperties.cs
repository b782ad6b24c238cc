using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification;
using Isl.Grains.Identification.Id;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;

namespace Isl.Tests.Properties.Identification;

/// <summary>Controlled direct effects on random mixed graphs: status against ID, formulas against the distribution of random models.</summary>
public sealed class DirectEffectProperties
{
    private const double Tolerance = 1e-9;

    [Theory]
    [InlineData(31, true)]
    [InlineData(32, false)]
    public void Compute_RandomGraphs_FormulaIsTheJointIntervention(int seed, bool isNamed)
    {
        var random = new Random(seed);
        var (identified, adjusted, zero, past) = (0, 0, 0, 0);
        for (var i = 0; i < 500; i++)
        {
            var graph = RandomGraphs.Mixed(random, random.Next(4, 8), directed: 0.45, bidirected: 0.15);
            string[] names = [.. graph.Nodes.Where((_, node) => !graph.Latent.Contains(node))];
            random.Shuffle(names);
            if (names.Length < 4)
            {
                continue;
            }

            ImmutableArray<string>? mediators = isNamed ? [.. names[2..(2 + random.Next(1, 3))].Order(StringComparer.Ordinal)] : null;

            var answer = IdentificationAnswer.Compute(
                graph, CausalQuery.Of([names[0]], [names[1]]) with { Direct = new DirectQuestion(mediators) }, null, WorkBudget.Unlimited);

            var held = answer.DirectEffect!.Mediators;
            Assert.Equal(mediators ?? Between(graph, names[0], names[1]), held);
            string[] set = [names[0], .. held];
            var isIdentifiable = IdAlgorithm.IsIdentifiable(
                new CausalDiagram(graph), [.. set.Select(graph.IndexOf)], [graph.IndexOf(names[1])], [], TestContext.Current.CancellationToken);
            Assert.Equal(isIdentifiable, answer.Status == IdentificationStatus.Identifiable);
            var model = new BinaryModel(graph, random);
            var evaluator = new EstimandEvaluator(model.Observed, model.Distribution());
            var effect = Effects(model, set, names[1]);
            if (answer.Estimand is { } estimand)
            {
                identified++;
                AssertGives(estimand, evaluator, set, names[1], effect);
            }

            foreach (var adjustment in answer.AdjustmentSets!)
            {
                adjusted++;
                var formula = CriterionEstimand.BackDoor(CausalQuery.Of([.. set], [names[1]]), adjustment, []).Estimand;
                AssertGives(formula, evaluator, set, names[1], effect);
            }

            AssertIsZero(answer.DirectEffect, graph, names[0], names[1], effect, set);
            (zero, past) = (zero + (answer.DirectEffect.IsZero ? 1 : 0), past + (answer.DirectEffect.OtherPath is null ? 0 : 1));
        }

        Assert.InRange(identified, 80, 500);
        Assert.InRange(adjusted, 60, 4000);
        Assert.InRange(zero, 20, 390);
        Assert.InRange(past, 5, 390);
    }

    /// <summary>P(outcome = 1) by the values of what is set, the treatment being the lowest bit.</summary>
    private static double[] Effects(BinaryModel model, string[] set, string outcome)
    {
        var distribution = model.Distribution(set);
        return
        [
            .. Enumerable.Range(0, 1 << set.Length).Select(bits => model.Effect(
                distribution, Values(set, bits), new Dictionary<string, int> { [outcome] = 1 }, new Dictionary<string, int>())),
        ];
    }

    private static Dictionary<string, int> Values(string[] set, int bits) =>
        set.Select((name, at) => (name, Value: (bits >> at) & 1)).ToDictionary(pair => pair.name, pair => pair.Value);

    private static void AssertGives(Estimand estimand, EstimandEvaluator evaluator, string[] set, string outcome, double[] effect)
    {
        for (var bits = 0; bits < effect.Length; bits++)
        {
            var values = Values(set, bits);
            values[outcome] = 1;
            Assert.Equal(effect[bits], evaluator.Evaluate(estimand, values), Tolerance);
        }
    }

    /// <summary>With mediators held, the treatment changes nothing exactly where no directed path leads past them.</summary>
    private static void AssertIsZero(DirectEffect direct, CausalGraph graph, string treatment, string outcome, double[] effect, string[] set)
    {
        var differs = Enumerable.Range(0, effect.Length / 2).Any(pair => Math.Abs(effect[2 * pair] - effect[(2 * pair) + 1]) > Tolerance);
        Assert.Equal(!differs, direct.IsZero);
        if (direct.OtherPath is { } path)
        {
            var nodes = path.Split(" -> ");
            Assert.True(nodes.Length > 2);
            Assert.Equal((treatment, outcome), (nodes[0], nodes[^1]));
            Assert.All(
                nodes.Zip(nodes.Skip(1)),
                edge => Assert.Contains(new Edge(graph.IndexOf(edge.First), graph.IndexOf(edge.Second)), graph.Edges));
            Assert.Empty(nodes.Skip(1).Intersect(set));
        }
    }

    /// <summary>What descends from the one and leads to the other.</summary>
    private static ImmutableArray<string> Between(CausalGraph graph, string from, string to)
    {
        var diagram = new CausalDiagram(graph);
        var (below, above) = (diagram.Descendants([graph.IndexOf(from)]), diagram.Ancestors([graph.IndexOf(to)]));
        return [.. graph.Nodes.Where((name, node) => name != from && name != to && below[node] && above[node] && !diagram.IsLatent(node))];
    }
}
