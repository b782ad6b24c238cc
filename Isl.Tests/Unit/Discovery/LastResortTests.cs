using Isl.Grains.Discovery;
using Isl.Grains.Interfaces.Discovery;

namespace Isl.Tests.Unit.Discovery;

public sealed class LastResortTests
{
    private const string Reason = "the circuit ges_discovery is open after repeated failures";

    [Fact]
    public void LastResort_OpenCircuit_GivesTheReasonAndClaimsNoBreakdown()
    {
        var data = TestData.Chain(50, 3, 1);
        var prior = PriorKnowledge.None with { RequiredEdges = [new NamedEdge("V2", "V0")] };

        var result = DiscoveryAnswer.LastResort(data, data.Hash(), new DiscoveryQuestion { Prior = prior }, 10, Reason);

        Assert.Equal(StopReason.NotRun, result.Diagnostics.StopReason);
        Assert.False(result.Diagnostics.Converged);
        Assert.Equal(Reason, result.Completion.Reason);
        Assert.Contains($"A simpler method answered, because {Reason}.", result.Explanation.Caveats);
        Assert.Equal(["V2", "V0"], Assert.Single(result.Dag.Edges));
    }

    [Fact]
    public void LastResort_NothingKnown_SaysThatTheGraphIsEmpty()
    {
        var data = TestData.Chain(50, 3, 1);

        var result = DiscoveryAnswer.LastResort(data, data.Hash(), new DiscoveryQuestion(), 10, Reason);

        Assert.Empty(result.Dag.Edges);
        Assert.Contains("no prior knowledge to draw edges from", result.Explanation.Summary, StringComparison.Ordinal);
    }
}
