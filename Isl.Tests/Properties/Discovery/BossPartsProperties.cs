using Isl.Grains.Discovery.Searches.BestOrder;
using Isl.Grains.Discovery.Searches.Score;
using Isl.Grains.GraphCore;

namespace Isl.Tests.Properties.Discovery;

/// <summary>The parts of BOSS: grow-shrink trees and the rules of the order.</summary>
public sealed class BossPartsProperties
{
    [Fact]
    public void Trace_AgainstGrowingAndShrinkingWithoutTheTree_IsTheSame()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            const int d = 8;
            var rows = 40 + (seed * 10);
            var constraints = seed % 2 == 0 ? EdgeConstraints.None(d) : RandomSems.Knowledge(random, d);
            var score = new GaussianScore(BossOracles.Sample(seed, d, 0.6, rows, out _), d, rows, 0.5);
            var trees = new GrowShrinkTrees(score, new() { Constraints = constraints }, maxParents: 5, [.. Enumerable.Range(0, d)]);
            for (var round = 0; round < 40; round++)
            {
                var variable = random.Next(d);
                bool[] before = [.. Enumerable.Range(0, d)
                    .Select(i => (i != variable && random.Next(2) == 0) || constraints.IsRequired(i, variable))];

                var traced = trees.Trace(variable, before);

                var direct = BossOracles.GrowShrink(score, variable, before, constraints, 5);
                Assert.Equal(direct, traced.Parents);
                Assert.Equal(score.Local(variable, direct), traced.Score, 1e-8);
                Assert.Same(traced, trees.Trace(variable, before));
            }
        }
    }

    [Fact]
    public void Range_OfRandomKnowledge_KeepsTheRules()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var random = new Random(seed);
            const int d = 7;
            var constraints = seed % 2 == 0 ? BossOracles.Tiers(random, d) : RandomSems.Knowledge(random, d);
            var rules = new OrderRules(constraints);
            var wish = Enumerable.Range(0, d).ToArray();
            random.Shuffle(wish);
            var order = rules.Order(wish).ToList();
            for (var step = 0; step < 30; step++)
            {
                Assert.All(
                    from i in Enumerable.Range(0, d) from j in Enumerable.Range(0, d) where constraints.IsRequired(i, j) select (From: i, To: j),
                    edge => Assert.True(order.IndexOf(edge.From) < order.IndexOf(edge.To)));
                var at = random.Next(d);
                var (first, last) = rules.Range(order.ToArray(), at);
                Assert.InRange(at, first, last);
                var variable = order[at];
                order.RemoveAt(at);
                order.Insert(random.Next(first, last + 1), variable);
            }
        }
    }
}
