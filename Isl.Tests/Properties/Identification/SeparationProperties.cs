using FsCheck;
using FsCheck.Fluent;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Criteria;
using Isl.Grains.Identification.Id;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Numerics;

namespace Isl.Tests.Properties.Identification;

/// <summary>Reachability and separators against brute force over all paths and all sets, on random mixed graphs with latents.</summary>
public sealed class SeparationProperties
{
    private static readonly Arbitrary<int> Seeds = ArbMap.Default.ArbFor<int>();

    [Fact]
    public void IsSeparated_RandomGraphs_AgreesWithEveryPath() => Prop.ForAll(Seeds, seed =>
    {
        var random = new Random(seed);
        var diagram = new CausalDiagram(RandomGraph(random, random.Next(2, 7)));
        var given = Enumerable.Range(2, diagram.Count - 2).Where(_ => random.Next(3) == 0).ToArray();

        return DSeparation.IsSeparated(diagram, [0], [1], given) == !HasOpenPath(diagram, 0, 1, given);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void ListMinimal_RandomGraphs_AgreesWithEverySubset() =>
        Prop.ForAll(
                Seeds,
                seed =>
                {
                    var random = new Random(seed);
                    var diagram = new CausalDiagram(RandomGraph(random, random.Next(2, 8)));
                    var adjustment = new Adjustment(diagram, [0], [1]);
                    var valid = Enumerable.Range(0, 1 << diagram.Count).Where(bits => adjustment.IsValid(Members(bits, diagram.Count))).ToHashSet();
                    var minimal = valid
                        .Where(bits => !valid.Any(other => other != bits && (other & bits) == other))
                        .Select(bits => string.Join(",", Members(bits, diagram.Count)));

                    var (sets, truncated) = adjustment.ListMinimal(int.MaxValue, WorkBudget.Unlimited);

                    return !truncated
                        && sets.Select(set => string.Join(",", set))
                            .Order(StringComparer.Ordinal)
                            .SequenceEqual(minimal.Order(StringComparer.Ordinal));
                })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void FindHedge_EffectWithAnAdjustmentSet_HasNone() => Prop.ForAll(Seeds, seed =>
    {
        var random = new Random(seed);
        var graph = RandomGraph(random, random.Next(2, 8));
        var diagram = new CausalDiagram(graph);

        return graph.Latent.Contains(0) || graph.Latent.Contains(1)
            || new Adjustment(diagram, [0], [1]).FindMinimal() is null
            || IdAlgorithm.FindHedge(diagram, graph.Nodes, [0], [1], [], CancellationToken.None) is null;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    private static CausalGraph RandomGraph(Random random, int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        random.Shuffle(order);
        var builder = new CausalGraphBuilder();
        for (var i = 0; i < count; i++)
        {
            builder.AddNode($"V{i}", "");
            if (i > 1 && random.Next(5) == 0)
            {
                builder.AddLatent($"V{i}", "");
            }

            for (var j = 0; j < i; j++)
            {
                if (random.Next(5) < 2)
                {
                    builder.AddEdge($"V{order[j]}", $"V{order[i]}", "");
                }

                if (random.Next(6) == 0)
                {
                    builder.AddBidirected($"V{j}", $"V{i}", "");
                }
            }
        }

        return builder.Build();
    }

    /// <summary>The definition: a simple path whose non-colliders are outside the set and whose colliders are its ancestors.</summary>
    private static bool HasOpenPath(CausalDiagram diagram, int from, int to, int[] given)
    {
        var ancestors = diagram.Ancestors(given);
        return Extend(from, intoNode: false, [from]);

        bool Extend(int node, bool intoNode, List<int> path)
        {
            if (node == to)
            {
                return true;
            }

            foreach (var (next, outArrowAtNode, intoNext) in Steps(diagram, node))
            {
                var passes = path.Count == 1 || (intoNode && outArrowAtNode ? ancestors[node] : !given.Contains(node));
                if (passes && !path.Contains(next) && Extend(next, intoNext, [.. path, next]))
                {
                    return true;
                }
            }

            return false;
        }
    }

    private static IEnumerable<(int Next, bool ArrowAtNode, bool ArrowAtNext)> Steps(CausalDiagram diagram, int node) =>
    [
        .. diagram.Children(node).ToArray().Select(next => (next, false, true)),
        .. diagram.Parents(node).ToArray().Select(next => (next, true, false)),
        .. diagram.Siblings(node).ToArray().Select(next => (next, true, true)),
    ];

    private static int[] Members(int bits, int count) => [.. Enumerable.Range(0, count).Where(i => (bits >> i & 1) == 1)];
}
