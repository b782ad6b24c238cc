using System.Text.Json;
using Isl.Grains.Discovery;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Answering;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Discovery;

/// <summary>Searches leave word of how far they are, and find the same whether anybody listens or not.</summary>
public sealed class ProgressTests
{
    public static TheoryData<DiscoveryAlgorithm, ProgressStage> Stages() => new()
    {
        { DiscoveryAlgorithm.Notears, ProgressStage.Fit },
        { DiscoveryAlgorithm.Dagma, ProgressStage.Fit },
        { DiscoveryAlgorithm.Pc, ProgressStage.Skeleton },
        { DiscoveryAlgorithm.Ges, ProgressStage.Deletions },
        { DiscoveryAlgorithm.Boss, ProgressStage.Deletions },
        { DiscoveryAlgorithm.Lingam, ProgressStage.CausalOrder },
    };

    [Theory]
    [MemberData(nameof(Stages))]
    public void Compute_Watched_TellsItsStage_AndAnswersTheSame(DiscoveryAlgorithm algorithm, ProgressStage last)
    {
        var data = TestData.Simulate(200, 8, 21, gaussian: false, (from, to) => (from + to) % 3 != 0);
        var question = new DiscoveryQuestion { Algorithm = algorithm };
        var sink = new ProgressSink();
        var budget = WorkBudget.Until(TestContext.Current.CancellationToken);

        var alone = DiscoveryAnswer.Compute(data, question, 20, budget);
        var watched = DiscoveryAnswer.Compute(data, question, 20, budget with { Progress = sink });

        Assert.Equal(JsonSerializer.Serialize(alone, IslJson.Options), JsonSerializer.Serialize(watched, IslJson.Options));
        var told = sink.Last!;
        Assert.Equal(last, told.Stage);
        switch (last)
        {
            case ProgressStage.Fit:
                Assert.InRange(told.Iteration!.Value, 1, 100);
                Assert.True(told.Evaluations > 0 && told.Evaluations % 64 == 0);
                Assert.InRange(told.Edges!.Value, alone.Dag.Edges.Length, 8 * 7);
                Assert.True(told.Objective > 0 && double.IsFinite(told.H!.Value));
                break;
            case ProgressStage.Skeleton:
                Assert.InRange(told.Depth!.Value, 1, 8);
                Assert.InRange(told.Tests!.Value, 28, long.MaxValue);
                Assert.InRange(told.Edges!.Value, 1, 28);
                break;
            case ProgressStage.CausalOrder:
                Assert.Equal((7, 8), (told.Done, told.Total));
                break;
            default:
                Assert.True(told.Score >= 0 && told.Done >= 0);
                break;
        }
    }
}
