using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Id;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Numerics;

namespace Isl.Tests.Properties.Identification;

/// <summary>Rewritten formulas have the value of the formulas as they were, on random models of random graphs.</summary>
public sealed class IdSimplifierProperties
{
    private const double Tolerance = 1e-9;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void SumAndQuotient_RandomFactors_KeepTheirValue(int seed)
    {
        var random = new Random(seed);
        var shorter = 0;
        for (var i = 0; i < 600; i++)
        {
            var graph = RandomGraph(random, random.Next(3, 7));
            var projection = new LatentProjection(new CausalDiagram(graph));
            var simplifier = new EstimandSimplifier(projection, TestContext.Current.CancellationToken);
            var (above, below) = (RandomFactors(random, projection), RandomFactors(random, projection));
            var (over, overBelow) = (RandomSubset(random, Formula.FreeOf(above)), RandomSubset(random, Formula.FreeOf(below)));

            Check([new SumFormula(over, above)], simplifier.Sum(over, above));
            Check(
                [new QuotientFormula([new SumFormula(over, above)], [new SumFormula(overBelow, below)])],
                simplifier.Quotient(simplifier.Sum(over, above), simplifier.Sum(overBelow, below)));
            Check(above, simplifier.Finish(above));
            Check(
                [new SumFormula(overBelow, [.. below, new SumFormula(over, above), new QuotientFormula(above, below)])],
                simplifier.Finish(simplifier.Sum(overBelow, [.. below, new SumFormula(over, above), new QuotientFormula(above, below)])));

            void Check(Formula[] plain, Formula[] rewritten)
            {
                shorter += Formula.SizeOf(rewritten) < Formula.SizeOf(plain) ? 1 : 0;
                var model = new BinaryModel(graph, random);
                var evaluator = new EstimandEvaluator(model.Observed, model.Distribution());
                var values = graph.Nodes.ToDictionary(name => name, _ => random.Next(2));
                var expected = evaluator.Evaluate(Formula.ToEstimand(plain, graph.Nodes), values);
                var actual = evaluator.Evaluate(Formula.ToEstimand(rewritten, graph.Nodes), values);
                Assert.True(
                    Math.Abs(expected - actual) < Tolerance * Math.Max(1, Math.Abs(expected)),
                    $"{EstimandText.Format(Formula.ToEstimand(plain, graph.Nodes))} = {expected} became {EstimandText.Format(Formula.ToEstimand(rewritten, graph.Nodes))} = {actual}");
            }
        }

        // The rewrites did something.
        Assert.InRange(shorter, 600, int.MaxValue);
    }

    /// <summary>Conditionals of some variables given their predecessors in an order, some of them in their Markov form.</summary>
    private static Formula[] RandomFactors(Random random, LatentProjection projection)
    {
        var factors = new List<Formula>();
        BitSet before = default;
        foreach (var node in projection.Order)
        {
            var alone = BitSet.Of(node);
            if (random.Next(3) > 0)
            {
                factors.Add(new ProbabilityFormula(alone, random.Next(4) > 0 ? projection.MarkovPillow(alone, before) : before));
            }

            before |= alone;
        }

        return factors.Count == 0 ? [new ProbabilityFormula(projection.Observed, default)] : [.. factors];
    }

    private static BitSet RandomSubset(Random random, BitSet nodes) =>
        BitSet.Of([.. nodes.ToArray().Where((_, i) => i == 0 || random.Next(2) == 0)]);

    private static CausalGraph RandomGraph(Random random, int count)
    {
        var builder = new CausalGraphBuilder();
        for (var i = 0; i < count; i++)
        {
            builder.AddNode($"V{i}", "");
            for (var j = 0; j < i; j++)
            {
                if (random.Next(5) < 2)
                {
                    builder.AddEdge($"V{j}", $"V{i}", "");
                }

                if (random.Next(6) == 0)
                {
                    builder.AddBidirected($"V{j}", $"V{i}", "");
                }
            }
        }

        return builder.Build();
    }
}
