using Isl.Grains.Discovery;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Discovery;

/// <summary>What limits an answer is told: one test a kind of fault, each on several inputs.</summary>
public sealed class UntoldFaultTests
{
    private static readonly string[] Abc = ["A", "B", "C"];

    private static CancellationToken Test => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("forbidden")]
    [InlineData("required")]
    [InlineData("tiers")]
    public void Pc_KnowledgeAgainstACollider_ContradictsTheTests(string kind)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var collider = TestData.Simulate(800, 3, seed, gaussian: true, (_, to) => to == 2);
            var data = new Dataset([.. Abc], 800, collider.Values.ToArray());
            var prior = kind switch
            {
                "forbidden" => PriorKnowledge.None with { ForbiddenEdges = [new NamedEdge("A", "C")] },
                "required" => PriorKnowledge.None with { RequiredEdges = [new NamedEdge("C", "A")] },
                _ => PriorKnowledge.None with { Tiers = [["C"], ["A", "B"]] },
            };

            var answer = Ask(data, new DiscoveryQuestion { Algorithm = DiscoveryAlgorithm.Pc, Prior = prior });

            // A test at 5 % misses the collider's independence now and then.
            Assert.True(answer.EdgesDetail.Length > 2 || Says(answer, "Prior knowledge contradicts the tests"), $"seed {seed}");
            Assert.InRange(answer.Confidence, 0, 0.7);
        }
    }

    [Fact]
    public void Pc_CollidersThatDisagree_DependOnTheColumnsOnlyWhereThatIsTold()
    {
        var (told, changed) = (0, 0);
        for (var seed = 0; seed < 60; seed++)
        {
            var data = TestData.Simulate(60, 6, seed, gaussian: true, (from, to) => (from + (2 * to) + seed) % 3 == 0);
            int[] order = [4, 2, 0, 5, 1, 3];
            var turned = new Dataset([.. order.Select(at => data.Variables[at])], data.Rows, [.. order.SelectMany(at => data.Column(at).ToArray())]);
            var (one, other) = (Ask(data, Pc), Ask(turned, Pc));
            var isTold = Says(one, "order of the columns");
            Assert.True(isTold || Class(one).SetEquals(Class(other)), $"seed {seed}");
            (told, changed) = (told + (isTold ? 1 : 0), changed + (Class(one).SetEquals(Class(other)) ? 0 : 1));
        }

        Assert.InRange(told, 1, 59);
        Assert.InRange(changed, 1, told);
    }

    [Theory]
    [InlineData(3, 2)]
    [InlineData(3, 4)]
    [InlineData(2, 3)]
    public void Pc_TooFewRowsForAnyTest_SuggestsNothing(int rows, int columns)
    {
        var answer = Ask(TestData.Simulate(rows, columns, 1, gaussian: true, (_, _) => false), Pc);

        Assert.Equal(0, answer.Diagnostics.CiTests);
        Assert.DoesNotContain("suggest", answer.Explanation.Summary, StringComparison.Ordinal);
        Assert.DoesNotContain("larger sets", string.Concat(answer.Explanation.Caveats), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, answer.Confidence);
    }

    [Theory]
    [InlineData(DiscoveryAlgorithm.Ges, 5, 4)]
    [InlineData(DiscoveryAlgorithm.Ges, 9, 8)]
    [InlineData(DiscoveryAlgorithm.Boss, 5, 4)]
    [InlineData(DiscoveryAlgorithm.Boss, 12, 9)]
    public void ScoreSearch_RowsThatBearFewParents_TellTheLimit(DiscoveryAlgorithm algorithm, int rows, int columns)
    {
        var answer = Ask(TestData.Chain(rows, columns, 2), new DiscoveryQuestion { Algorithm = algorithm });

        Assert.True(Says(answer, $"more than {rows / 2} parents"));
    }

    [Theory]
    [InlineData(DiscoveryAlgorithm.Notears, 12)]
    [InlineData(DiscoveryAlgorithm.Notears, 25)]
    [InlineData(DiscoveryAlgorithm.Notears, 40)]
    [InlineData(DiscoveryAlgorithm.Dagma, 25)]
    public void Continuous_NearCopiesWithoutAnEdge_TellThatWeightsFallBelowTheThreshold(DiscoveryAlgorithm algorithm, int columns)
    {
        var random = new Random(columns);
        const int rows = 200;
        var common = Enumerable.Range(0, rows).Select(_ => TestData.Gaussian(random)).ToArray();
        var values = Enumerable.Range(0, columns).SelectMany(_ => common.Select(value => value + (0.001 * TestData.Gaussian(random)))).ToArray();

        var data = new Dataset([.. Enumerable.Range(0, columns).Select(i => $"i{i}")], rows, values);
        var answer = Ask(data, new DiscoveryQuestion { Algorithm = algorithm });

        Assert.True(answer.EdgesDetail.Length >= columns - 1 || Says(answer, "fall below the threshold"));
    }

    [Theory]
    [InlineData(DiscoveryAlgorithm.Auto)]
    [InlineData(DiscoveryAlgorithm.Ges)]
    [InlineData(DiscoveryAlgorithm.Pc)]
    [InlineData(DiscoveryAlgorithm.Notears)]
    public void Any_EvenEffect_IsToldAsNotLinear(DiscoveryAlgorithm algorithm)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var random = new Random(seed);
            var x = Enumerable.Range(0, 500).Select(_ => TestData.Gaussian(random)).ToArray();
            var y = x.Select(value => (seed % 2 == 0 ? value * value : Math.Abs(value)) + (0.2 * TestData.Gaussian(random))).ToArray();

            Assert.True(Says(Ask(new Dataset(["x", "y"], 500, [.. x, .. y]), new DiscoveryQuestion { Algorithm = algorithm }), "not linear"));
        }
    }

    [Theory]
    [InlineData(DiscoveryAlgorithm.Lingam)]
    [InlineData(DiscoveryAlgorithm.Pc)]
    [InlineData(DiscoveryAlgorithm.Ges)]
    [InlineData(DiscoveryAlgorithm.Correlation)]
    [InlineData(DiscoveryAlgorithm.Dagma)]
    public void Hybrid_PairThatDataAndSentenceHold_StaysJoined(DiscoveryAlgorithm algorithm)
    {
        (string Text, double Weight)[] told =
            [("V1 affects V0.", 0.5), ("V0 affects V1.", 0.5), ("V2 affects V1.", 0.2), ("V1 affects V0. V2 affects V1.", 0.8)];
        foreach (var (text, weight) in told)
        {
            var answer = Ask(
                TestData.Chain(300, 4, 6, gaussian: false),
                new DiscoveryQuestion { Algorithm = algorithm, Seed = 3, Knowledge = new SoftKnowledge(text, weight) });

            foreach (var pair in text.Split('.', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                var names = pair.Split(" affects ");
                Assert.Contains(answer.EdgesDetail, edge => names.ToHashSet().SetEquals([edge.From, edge.To]));
            }
        }
    }

    private static DiscoveryQuestion Pc => new() { Algorithm = DiscoveryAlgorithm.Pc };

    private static DiscoveryResult Ask(Dataset data, DiscoveryQuestion question) =>
        DiscoveryAnswer.Compute(data, question, 20, WorkBudget.Until(Test));

    private static bool Says(DiscoveryResult answer, string text) =>
        answer.Explanation.Caveats.Any(caveat => caveat.Contains(text, StringComparison.Ordinal));

    private static HashSet<string> Class(DiscoveryResult answer) =>
    [
        .. answer.Cpdag!.Directed.Select(edge => $"{edge[0]} -> {edge[1]}"),
        .. answer.Cpdag.Undirected.Select(edge => string.Join(" - ", edge.Order(StringComparer.Ordinal))),
    ];
}
