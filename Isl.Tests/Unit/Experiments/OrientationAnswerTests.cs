using Isl.Api.Requests.Graphs;
using Isl.Grains.Experiments;
using Isl.Grains.Interfaces.Contrasts;
using Isl.Grains.Interfaces.Experiments;

namespace Isl.Tests.Unit.Experiments;

public sealed class OrientationAnswerTests
{
    [Fact]
    public void Compute_Chain_TheMiddleDirectsMost()
    {
        // A — B — C — D without colliders has 4 members, one for each root. Setting B shows the root's side: A, B, or one of C and D.
        var result = Ask("pdag { A -- B; B -- C; C -- D }", "A", "B", "C", "D");

        Assert.Equal("B", result.Ranking[0].Intervention.Keys.Single());
        var b = result.Ranking[0];
        Assert.Equal(1.5 * Math.Log(2), b.InformationGainNats, 9); // parts of 1, 1 and 2 of 4
        Assert.Equal((0.5 * 3) + (0.5 * 2), b.Value, 9); // with the root at C or D the edge between them stays open
        var a = result.Ranking.Single(one => one.Intervention.ContainsKey("A"));
        Assert.Equal((0.25 * 3) + (0.75 * 1), a.Value, 9);
        Assert.False(result.Stop);
    }

    [Fact]
    public void Compute_NothingOpenNearby_Stops()
    {
        var result = Ask("pdag { A -- B; C -> D; E -> D }", "C");

        Assert.True(result.Stop);
        Assert.Equal(0, result.InformationGainNats);
    }

    private static ExperimentResult Ask(string graph, params string[] settable) => OrientationAnswer.Compute(
        GraphTextParser.Parse(graph, "/dag").Graph,
        new OrientationQuestion([.. settable.Select(name => new VariableRange(name, 0, 1))], 5, 3, []),
        TestContext.Current.CancellationToken);
}
