using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Criteria;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Tests.Properties.Identification;

/// <summary>Adjustment within selected units against the exact effect in random binary models.</summary>
public sealed class SelectionProperties
{
    private const int Nodes = 6;
    private const int Selected = Nodes - 1;
    private const double Tolerance = 1e-10;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void IsValid_RandomSelection_GivesTheEffectInThePopulation(int seed)
    {
        var random = new Random(seed);
        var (valid, spoilt) = (0, 0);
        for (var i = 0; i < 200; i++)
        {
            var graph = RandomGraph(random);
            var (x, y) = (random.Next(Nodes - 2), Nodes - 2);
            var diagram = new CausalDiagram(graph);
            var adjustment = new Adjustment(diagram, [x], [y]);
            var unselected = new Adjustment(new CausalDiagram(graph with { Selected = [] }), [x], [y]);
            var model = new Model(graph, random);
            for (var bits = 0; bits < 1 << (Nodes - 2); bits++)
            {
                int[] set = [.. Enumerable.Range(0, Nodes - 2).Where(node => (bits & (1 << node)) != 0 && node != x)];
                if ((bits & (1 << x)) != 0)
                {
                    continue;
                }

                if (adjustment.IsValid(set))
                {
                    valid++;
                    Assert.Equal(model.Effect(x, y), model.Adjusted(x, y, set), Tolerance);
                }
                else if (unselected.IsValid(set))
                {
                    spoilt++;
                }
            }
        }

        Assert.True(valid > 100 && spoilt > 100, $"{valid} valid, {spoilt} spoilt by selection");
    }

    private static CausalGraph RandomGraph(Random random)
    {
        var builder = new CausalGraphBuilder();
        for (var node = 0; node < Nodes; node++)
        {
            builder.AddNode($"V{node}", "");
            for (var cause = 0; cause < node; cause++)
            {
                if (random.NextDouble() < (node == Selected ? 0.25 : 0.45))
                {
                    builder.AddEdge($"V{cause}", $"V{node}", "");
                }
            }
        }

        builder.AddSelected($"V{Selected}", "");
        return builder.Build();
    }

    /// <summary>A binary model: the probability of 1 at each node for every state of its causes.</summary>
    private sealed class Model
    {
        private readonly CausalDiagram _diagram;
        private readonly double[][] _ones;

        public Model(CausalGraph graph, Random random)
        {
            _diagram = new CausalDiagram(graph);
            _ones = [.. Enumerable.Range(0, Nodes).Select(_ => Draws(random))];
        }

        private static double[] Draws(Random random) => [.. Enumerable.Range(0, 1 << Nodes).Select(_ => 0.1 + (0.8 * random.NextDouble()))];

        /// <summary>P(y = 1 | do(x = 1)).</summary>
        public double Effect(int x, int y) => States().Where(state => Has(state, x) && Has(state, y)).Sum(state => Probability(state, x));

        /// <summary>Σ P(y = 1 | x = 1, set, selected) P(set | selected).</summary>
        public double Adjusted(int x, int y, int[] set)
        {
            var chosen = States().Where(state => Has(state, Selected)).ToList();
            var all = chosen.Sum(state => Probability(state, -1));
            return chosen.GroupBy(state => set.Aggregate(0, (bits, node) => bits | (state & (1 << node)))).Sum(group =>
            {
                var treated = group.Where(state => Has(state, x)).ToList();
                var weight = group.Sum(state => Probability(state, -1)) / all;
                var both = treated.Where(state => Has(state, y)).Sum(state => Probability(state, -1));
                return weight * both / treated.Sum(state => Probability(state, -1));
            });
        }

        private static IEnumerable<int> States() => Enumerable.Range(0, 1 << Nodes);

        private static bool Has(int state, int node) => (state & (1 << node)) != 0;

        /// <summary>The probability of a state where one node (or none, -1) is set.</summary>
        private double Probability(int state, int set)
        {
            var probability = 1.0;
            for (var node = 0; node < Nodes; node++)
            {
                var causes = 0;
                foreach (var cause in _diagram.Parents(node))
                {
                    causes |= state & (1 << cause);
                }

                probability *= node == set ? 1 : Has(state, node) ? _ones[node][causes] : 1 - _ones[node][causes];
            }

            return probability;
        }
    }
}
