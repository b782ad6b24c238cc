using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Criteria;
using Isl.Grains.Numerics;

namespace Isl.Tests.Properties.Identification;

/// <summary>Instruments against the definition, over all conditioning sets and all paths of random mixed graphs.</summary>
public sealed class InstrumentProperties
{
    [Fact]
    public void List_RandomGraphs_HasANodeExactlyWhenSomeSetMakesItAnInstrument()
    {
        var (found, conditional) = (0, 0);
        ForRandomGraphs((diagram, seed) =>
        {
            var instruments = new Instruments(diagram, 0, 1);

            var (list, truncated) = instruments.List(WorkBudget.Unlimited);

            Assert.False(truncated);
            for (var node = 0; node < diagram.Count; node++)
            {
                var others = Enumerable.Range(2, diagram.Count - 2).Where(other => other != node).ToArray();
                var expected = MixedGraphs.Subsets(others).Any(given => IsInstrument(diagram, node, given));
                var entry = list.Find(instrument => instrument.Node == node);
                Assert.True(expected == entry is not null, $"seed {seed}: V{node}");
                Assert.True(entry is null || IsInstrument(diagram, node, entry.Given), $"seed {seed}: V{node}");
                found += expected ? 1 : 0;
                conditional += entry?.Given.Length > 0 ? 1 : 0;
            }
        });

        Assert.True(found > 300 && conditional > 30, $"{found} instruments, {conditional} of them conditional.");
    }

    [Fact]
    public void IsInstrument_RandomGraphsAndEverySet_AgreesWithTheDefinition() => ForRandomGraphs((diagram, seed) =>
    {
        var instruments = new Instruments(diagram, 0, 1);
        for (var node = 0; node < diagram.Count; node++)
        {
            foreach (var given in MixedGraphs.Subsets([.. Enumerable.Range(0, diagram.Count).Where(other => other != node)]))
            {
                Assert.True(IsInstrument(diagram, node, given) == instruments.IsInstrument(node, given), $"seed {seed}: V{node} given {MixedGraphs.Text([given])}");
            }
        }
    });

    [Fact]
    public void FindAny_RandomGraphs_FindsOneExactlyWhenThereIsOne() => ForRandomGraphs((diagram, seed) =>
    {
        var instruments = new Instruments(diagram, 0, 1);
        var (list, _) = instruments.List(WorkBudget.Unlimited);

        var (any, decided) = instruments.FindAny(WorkBudget.Unlimited);

        Assert.True(decided);
        Assert.Equal(list.Count > 0, any is not null);
        Assert.True(any is null || IsInstrument(diagram, any.Node, any.Given), $"seed {seed}");
    });

    private static bool IsInstrument(CausalDiagram diagram, int node, int[] given)
    {
        if (node < 2 || diagram.IsLatent(node))
        {
            return false;
        }

        var (below, above, belowOutcome) = (diagram.Descendants([0]), diagram.Ancestors([1]), diagram.Descendants([1]));
        bool OnCausalPath(int other) => other != 0 && below[other] && above[other];
        var cut = diagram.Without(edge => edge.From == 0 && OnCausalPath(edge.To));
        var ancestors = cut.Ancestors([node, 1]);
        bool MayBeGiven(int other) =>
            other > 1 && other != node && !diagram.IsLatent(other) && ancestors[other] && !OnCausalPath(other) && !belowOutcome[other];
        return given.All(MayBeGiven)
            && !MixedGraphs.HasOpenPath(cut, [node], [1], given)
            && MixedGraphs.HasOpenPath(cut, [node], [0], given);
    }

    private static void ForRandomGraphs(Action<CausalDiagram, int> body)
    {
        for (var seed = 0; seed < 1500; seed++)
        {
            var random = new Random(seed);
            body(MixedGraphs.Random(random, random.Next(3, 7), observed: 2, random.NextDouble() * 0.6, random.NextDouble() * 0.3), seed);
        }
    }
}
