using Isl.Grains.Discovery;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Discovery;

/// <summary>Confidence is a probability: edges that have it are right that often, direction included.</summary>
public sealed class CalibrationTests
{
    private const int Sets = 24;
    private const double Slack = 0.05;

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DiscoveryAlgorithm.Notears, true)]
    [InlineData(DiscoveryAlgorithm.Dagma, true)]
    [InlineData(DiscoveryAlgorithm.Pc, true)]
    [InlineData(DiscoveryAlgorithm.Ges, true)]
    [InlineData(DiscoveryAlgorithm.Boss, true)]
    [InlineData(DiscoveryAlgorithm.Correlation, true)]
    [InlineData(DiscoveryAlgorithm.Lingam, true)]
    [InlineData(DiscoveryAlgorithm.Lingam, false)]
    [InlineData(DiscoveryAlgorithm.Auto, false)]
    public void Compute_SimulatedSets_EdgesAreRightAsOftenAsStated(DiscoveryAlgorithm algorithm, bool gaussian)
    {
        var judged = new List<(double Confidence, bool IsRight)>();
        for (var seed = 0; seed < Sets; seed++)
        {
            var truth = Truth(seed);
            var data = Shuffled(TestData.Simulate(250, 5, 900 + seed, gaussian, (from, to) => truth.Contains((from, to))), seed);
            var answer = Ask(data, algorithm, 20);
            judged.AddRange(answer.EdgesDetail.Select(edge => (edge.Confidence!.Value, truth.Contains((Number(edge.From), Number(edge.To))))));
        }

        // The standard error is taken off: a table of a few hundred edges is in docs/FIGURES.md.
        foreach (var bin in new[] { (0.0, 0.5), (0.5, 1.01), (0.7, 1.01) })
        {
            var within = judged.FindAll(edge => edge.Confidence >= bin.Item1 && edge.Confidence < bin.Item2);
            if (within.Count >= 10)
            {
                var (stated, right) = (within.Average(edge => edge.Confidence), within.Average(edge => edge.IsRight ? 1.0 : 0));
                Assert.InRange(right, stated - Slack - (2 * Math.Sqrt(stated * (1 - stated) / within.Count)), 1);
            }
        }
    }

    [Theory]
    [InlineData(DiscoveryAlgorithm.Notears)]
    [InlineData(DiscoveryAlgorithm.Dagma)]
    [InlineData(DiscoveryAlgorithm.Correlation)]
    [InlineData(DiscoveryAlgorithm.Lingam)]
    [InlineData(DiscoveryAlgorithm.Pc)]
    [InlineData(DiscoveryAlgorithm.Auto)]
    public void Compute_TwoGaussianColumns_HalfAtMostWhicheverComesFirst(DiscoveryAlgorithm algorithm)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var data = TestData.Chain(300, 2, seed);
            foreach (var columns in new[] { data, Shuffled(data, seed) })
            {
                Assert.InRange(Ask(columns, algorithm, 0).Confidence, 0, 0.5);
                var answer = Ask(columns, algorithm, 20);
                Assert.InRange(answer.Confidence, 0, 0.5);
                Assert.All(answer.EdgesDetail, edge => Assert.InRange(edge.Confidence!.Value, 0, 0.5));
            }
        }
    }

    [Fact]
    public void Compute_NoiseThatTellsTheDirection_IsBelieved()
    {
        for (var seed = 0; seed < 5; seed++)
        {
            Assert.InRange(Ask(TestData.Chain(500, 3, seed, gaussian: false), DiscoveryAlgorithm.Lingam, 20).Confidence, 0.75, 0.95);
        }

        var equal = Ask(TestData.Chain(500, 3, 1), DiscoveryAlgorithm.Notears, 0, DataScaling.None);
        Assert.InRange(equal.Confidence, 0.6, 0.95); // equal noise variances: every direction is settled
    }

    [Theory]
    [InlineData(DiscoveryAlgorithm.Pc)]
    [InlineData(DiscoveryAlgorithm.Ges)]
    [InlineData(DiscoveryAlgorithm.Boss)]
    [InlineData(DiscoveryAlgorithm.Lingam)]
    public void Compute_FewerRowsThanColumns_BelievesLittleAndSaysWhy(DiscoveryAlgorithm algorithm)
    {
        for (var seed = 0; seed < 3; seed++)
        {
            var answer = Ask(TestData.Chain(24, 30, seed), algorithm, 0);

            Assert.InRange(answer.Confidence, 0, 0.3);
            Assert.Contains("few rows", answer.Explanation.Reasoning, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Compute_LingamOnEffectsThatAreNotLinear_SaysThatTheAssumptionFails()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var random = new Random(seed);
            var x = Enumerable.Range(0, 400).Select(_ => random.NextDouble() * 3).ToArray();
            var y = x.Select(value => Math.Exp(value) + (1.5 * random.NextDouble())).ToArray();

            var answer = Ask(new Dataset(["x", "y"], 400, [.. x, .. y]), DiscoveryAlgorithm.Lingam, 0);

            Assert.InRange(answer.Confidence, 0, 0.3);
            Assert.Contains(answer.Explanation.Caveats, caveat => caveat.Contains("residual of the effect depends", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Compute_OnlyRequiredEdges_AreNotEvidence()
    {
        for (var seed = 0; seed < 10; seed++)
        {
            var data = TestData.Simulate(300, 3, seed, gaussian: true, (_, _) => false);
            var question = new DiscoveryQuestion
            {
                Algorithm = DiscoveryAlgorithm.Ges,
                Prior = PriorKnowledge.None with { RequiredEdges = [new NamedEdge("V2", "V0")] },
            };

            var answer = DiscoveryAnswer.Compute(data, question, 10, WorkBudget.Until(Test));

            Assert.InRange(answer.Confidence, 0, 0.8);
            Assert.True(answer.Explanation.Caveats.Any(caveat => caveat.Contains("requires V2 -> V0", StringComparison.Ordinal))
                || Math.Abs(answer.EdgesDetail[0].Weight!.Value) > 0.1);
        }
    }

    private static DiscoveryResult Ask(Dataset data, DiscoveryAlgorithm algorithm, int resamples, DataScaling scaling = DataScaling.Standardize) =>
        DiscoveryAnswer.Compute(
            data,
            new DiscoveryQuestion { Algorithm = algorithm, Bootstrap = resamples, Seed = 1, Scaling = scaling },
            20,
            WorkBudget.Until(Test));

    private static int Number(string name) => int.Parse(name[1..], System.Globalization.CultureInfo.InvariantCulture);

    private static HashSet<(int, int)> Truth(int seed)
    {
        var random = new Random(seed);
        return [.. from i in Enumerable.Range(0, 5) from j in Enumerable.Range(i + 1, 4 - i) where random.NextDouble() < 0.4 select (i, j)];
    }

    /// <summary>The same columns, in another order.</summary>
    private static Dataset Shuffled(Dataset data, int seed)
    {
        var order = Enumerable.Range(0, data.Columns).Reverse().ToArray();
        if (data.Columns > 2)
        {
            new Random(seed).Shuffle(order);
        }

        return new Dataset([.. order.Select(at => data.Variables[at])], data.Rows, [.. order.SelectMany(at => data.Column(at).ToArray())]);
    }
}
