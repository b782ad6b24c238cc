using Isl.Grains.Discovery;
using Isl.Grains.Discovery.Searches;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Discovery;

/// <summary>An answer that the clock cut short says so whatever was asked, so that it is not kept.</summary>
public sealed class CutShortTests
{
    private const string Text = "V0 affects V1. V3 affects V2.";

    public static TheoryData<string> Names => [.. SearchTable.All.Where(row => !row.IsQuick).Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Compute_SpentBudget_IsCutShort(string name)
    {
        foreach (var question in Questions(name))
        {
            var result = Compute(question, Spent());

            Assert.True(result.Completion.IsCutShort, $"{name} {question.Bootstrap} {question.Knowledge?.DataWeight}");
            Assert.False(result.Completion.IsWhole);
            Assert.Contains(result.Explanation.Caveats, caveat => caveat.Contains("time budget was spent", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Compute_EnoughTime_IsWhole(string name)
    {
        foreach (var question in Questions(name))
        {
            Assert.True(Compute(question, WorkBudget.Until(TestContext.Current.CancellationToken)).Completion.IsWhole, name);
        }
    }

    [Fact]
    public void Compute_CorrelationWithResamplesAndSpentBudget_IsCutShort()
    {
        var question = new DiscoveryQuestion { Algorithm = DiscoveryAlgorithm.Correlation };

        Assert.True(Compute(question with { Bootstrap = 5 }, Spent()).Completion.IsCutShort);
        Assert.True(Compute(question with { Knowledge = new SoftKnowledge(Text, 0.5) }, Spent()).Completion.IsCutShort);
        Assert.True(Compute(question, Spent()).Completion.IsWhole); // it makes no use of time, so it is all there
    }

    private static IEnumerable<DiscoveryQuestion> Questions(string name)
    {
        var plain = new DiscoveryQuestion { Algorithm = SearchTable.All.Single(row => row.Name == name).Algorithm };
        return
        [
            plain,
            plain with { Bootstrap = 5 },
            plain with { Knowledge = new SoftKnowledge(Text, 0) },
            plain with { Knowledge = new SoftKnowledge(Text, 0.5) },
            plain with { Knowledge = new SoftKnowledge(Text, 0.5), Bootstrap = 5 },
            plain with { Knowledge = new SoftKnowledge(Text, 1) },
        ];
    }

    private static DiscoveryResult Compute(DiscoveryQuestion question, WorkBudget budget) =>
        DiscoveryAnswer.Compute(TestData.Chain(120, 4, 3, gaussian: false), question, 1, budget);

    private static WorkBudget Spent() => new(new CancellationToken(canceled: true), TestContext.Current.CancellationToken);
}
