using Isl.Grains.Data;
using Isl.Grains.Discovery.Data;
using Isl.Grains.Discovery.Searches;
using Isl.Grains.Discovery.Searches.Estimates;
using Isl.Grains.Discovery.Searches.Score;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;
using Isl.Tests.Unit.Discovery;

namespace Isl.Tests.Properties.Discovery;

/// <summary>The conditional Gaussian BIC: what it is on columns of one kind, what it must be on both, and the graphs that it finds.</summary>
public sealed class ConditionalGaussianProperties
{
    private const double Half = 0.5;

    [Fact]
    public void Local_NumbersAlone_IsTheGaussianBic()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var data = TestData.Simulate(60, 5, seed, gaussian: true, (from, to) => (from + to + seed) % 2 == 0);
            var expected = new GaussianScore(DatasetMoments.Of(data, TestContext.Current.CancellationToken).Covariance, 5, 60, Half);
            var score = new ConditionalGaussianScore(data, DataKind.Of(data), Half);
            ForAllParents(5, (node, parents) => Assert.Equal(expected.Local(node, parents), score.Local(node, parents), 1e-7));
        }
    }

    /// <summary>Σ n(x, pa) log(n(x, pa) / n(pa)) − ½ q (r − 1) log n, counted by hand.</summary>
    [Fact]
    public void Local_CategoriesAlone_IsTheMultinomialBic()
    {
        for (var seed = 0; seed < 20; seed++)
        {
            var random = new Random(seed);
            int[] levels = [2, 3, 2, 4];
            var cells = levels.Select(count => Enumerable.Range(0, 200).Select(_ => (double)random.Next(count)).ToArray()).ToArray();
            var data = new Dataset(["A", "B", "C", "D"], 200, [.. cells.SelectMany(column => column)]);
            var score = new ConditionalGaussianScore(data, DataKind.Of(data), Half);
            ForAllParents(4, (node, parents) =>
            {
                int[] pa = [.. parents.ToArray()];
                var rows = Enumerable.Range(0, 200).ToLookup(row => string.Join(' ', pa.Select(parent => cells[parent][row])));
                var likelihood = rows.Sum(stratum => stratum.GroupBy(row => cells[node][row])
                    .Sum(cell => cell.Count() * Math.Log((double)cell.Count() / stratum.Count())));
                var q = pa.Aggregate(1, (product, parent) => product * levels[parent]);

                Assert.Equal(likelihood - (Half * q * (levels[node] - 1) * Math.Log(200)), score.Local(node, parents), 1e-7);
            });
        }
    }

    /// <summary>A number on one category: two means and two variances by hand, less the shrinkage, which fades with the rows.</summary>
    [Fact]
    public void Local_NumberOnCategory_IsTwoGaussians()
    {
        var random = new Random(5);
        const int rows = 200_000;
        var cells = new double[2 * rows];
        for (var row = 0; row < rows; row++)
        {
            cells[row] = random.Next(2);
            cells[rows + row] = (3 * cells[row]) + ((1 + cells[row]) * TestData.Gaussian(random));
        }

        var data = new Dataset(["A", "X"], rows, cells);
        var score = new ConditionalGaussianScore(data, DataKind.Of(data), Half);
        var expected = Enumerable.Range(0, rows).GroupBy(row => cells[row]).Sum(group =>
        {
            var values = group.Select(row => cells[rows + row]).ToList();
            var mean = values.Average();
            return -values.Count / 2.0 * (1 + Math.Log(values.Average(value => (value - mean) * (value - mean))));
        });

        // Two means and two variances, less the one mean that every model has.
        Assert.Equal(expected - (Half * 3 * Math.Log(rows)), score.Local(1, BitSet.Of(0)), 1e-3);
    }

    [Fact]
    public void Total_EquivalentDags_IsTheSame()
    {
        var (data, _) = Simulate(3, 4, 300);
        var score = new ConditionalGaussianScore(data, DataKind.Of(data), Half);
        foreach (var alike in RandomDags.All(4).GroupBy(RandomDags.Class))
        {
            var totals = alike.Select(score.Total).ToList();
            Assert.All(totals, total => Assert.Equal(totals[0], total, 1e-7));
        }
    }

    /// <summary>On data of both kinds GES and BOSS are about as near to the truth as PC with the test of both kinds, or nearer.</summary>
    [Fact]
    public void Run_MixedNetworks_FindsTheClassAboutAsWellAsTheMixedTest()
    {
        var (ges, boss, pc, empty) = (0, 0, 0, 0);
        for (var seed = 0; seed < 25; seed++)
        {
            var (data, dag) = Simulate(seed, 7, 1500);
            var truth = Cpdag.FromDag(dag);
            ges += Distance(DiscoveryAlgorithm.Ges, data, truth);
            boss += Distance(DiscoveryAlgorithm.Boss, data, truth);
            pc += Distance(DiscoveryAlgorithm.Pc, data, truth);
            empty += dag.Count;
        }

        Assert.InRange(ges, 0, 1.1 * pc);
        Assert.InRange(boss, 0, 1.1 * pc);
        Assert.InRange(Math.Max(ges, boss), 0, 0.6 * empty);
    }

    [Fact]
    public void For_LooksAtTheColumns_UnlessAsked()
    {
        var (mixed, _) = Simulate(1, 4, 300);
        var numbers = TestData.Chain(300, 3, 1);

        Assert.Equal(ScoreKind.ConditionalGaussian, Kind(mixed, ScoreKind.Auto));
        Assert.Equal(ScoreKind.Gaussian, Kind(mixed, ScoreKind.Gaussian));
        Assert.Equal(ScoreKind.Gaussian, Kind(numbers, ScoreKind.Auto));
        Assert.Equal(ScoreKind.ConditionalGaussian, Kind(numbers, ScoreKind.ConditionalGaussian));

        static ScoreKind Kind(Dataset data, ScoreKind asked) => ScoreChoice.For(new DiscoveryQuestion { Score = asked }, Input(data)).Kind;
    }

    private static SearchInput Input(Dataset data) => new(data.Variables, DatasetMoments.Of(data, TestContext.Current.CancellationToken), data);

    private static int Distance(DiscoveryAlgorithm algorithm, Dataset data, Cpdag truth)
    {
        var estimate = SearchTable.Of(algorithm).Run(
            Input(data),
            new DiscoveryQuestion { Algorithm = algorithm, Alpha = 0.01 },
            EdgeConstraints.None(data.Columns),
            null,
            WorkBudget.Until(TestContext.Current.CancellationToken));
        return StructuralHammingDistance.Between(estimate.Class!, truth);
    }

    private static void ForAllParents(int d, Action<int, BitSet> check)
    {
        for (var node = 0; node < d; node++)
        {
            for (var bits = 0; bits < 1 << d; bits++)
            {
                if ((bits >> node & 1) == 0)
                {
                    check(node, BitSet.Of([.. Enumerable.Range(0, d).Where(parent => (bits >> parent & 1) == 1)]));
                }
            }
        }
    }

    /// <summary>A random network: about half of its nodes are categories, which depend on numbers by a logistic model.</summary>
    private static (Dataset Data, DirectedEdges Dag) Simulate(int seed, int d, int rows)
    {
        var random = new Random(seed);
        var dag = RandomDags.Next(random, d, 0.35);
        var levels = Enumerable.Range(0, d).Select(node => node % 2 == 0 ? 0 : 2 + random.Next(2)).ToArray();
        var cells = new double[rows * d];
        var order = Enumerable.Range(0, d).OrderBy(node => Enumerable.Range(0, d).Count(other => dag.Reaches(other, node))).ToList();
        foreach (var node in order)
        {
            var parents = dag.Parents(node).ToList();
            var shifts = parents.ConvertAll(parent => Enumerable.Range(0, Math.Max(levels[parent], 1) * Math.Max(levels[node], 1))
                .Select(_ => (1 + random.NextDouble()) * (random.Next(2) == 0 ? -1 : 1)).ToArray());
            for (var row = 0; row < rows; row++)
            {
                double Drive(int level) => parents.Select((parent, at) => levels[parent] > 0
                    ? shifts[at][(level * levels[parent]) + (int)cells[(parent * rows) + row]]
                    : shifts[at][level] * cells[(parent * rows) + row]).Sum();
                if (levels[node] == 0)
                {
                    cells[(node * rows) + row] = Drive(0) + TestData.Gaussian(random);
                    continue;
                }

                var weights = Enumerable.Range(0, levels[node]).Select(level => Math.Exp(Math.Clamp(Drive(level), -20, 20))).ToArray();
                var (value, left) = (0, random.NextDouble() * weights.Sum());
                while (value < levels[node] - 1 && left > weights[value])
                {
                    left -= weights[value++];
                }

                cells[(node * rows) + row] = value;
            }
        }

        return (new Dataset([.. Enumerable.Range(0, d).Select(node => $"V{node}")], rows, cells), dag);
    }
}
