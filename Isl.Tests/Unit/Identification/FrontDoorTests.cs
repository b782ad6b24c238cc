using System.Text.Json;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Criteria;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Numerics;
using Isl.Tests.Golden;
using Isl.Tests.Properties.Identification;

namespace Isl.Tests.Unit.Identification;

public sealed class FrontDoorTests
{
    [Fact]
    public void Check_ReferenceCases_AcceptsExactlyTheReferenceSets()
    {
        foreach (var golden in GoldenCases.Lines("frontdoor.jsonl"))
        {
            var (graph, frontDoor, treatment, outcome) = Ask(golden);
            var others = Enumerable.Range(0, graph.Nodes.Length).Where(node => node != treatment && node != outcome).ToArray();

            var accepted = MixedGraphs.Subsets(others).Where(set => frontDoor.Check(set).IsValid).ToList();

            Assert.Equal(GoldenCases.Text(golden.GetProperty("frontdoor_sets")), GoldenCases.Text(graph, accepted));
            Assert.Equal(
                accepted.Count == 0 ? null : accepted.SelectMany(set => set).Distinct().Order(),
                frontDoor.FindGreatest());
        }
    }

    [Fact]
    public void ListMinimal_ReferenceCases_AreTheMinimalReferenceSets()
    {
        foreach (var golden in GoldenCases.Lines("frontdoor.jsonl"))
        {
            var (graph, frontDoor, _, _) = Ask(golden);
            var minimal = MixedGraphs.Minimal([
                .. golden.GetProperty("frontdoor_sets").EnumerateArray().Select(set => GoldenCases.Nodes(graph, set)),
            ]);

            var (sets, truncated) = frontDoor.ListMinimal(int.MaxValue, WorkBudget.Until(TestContext.Current.CancellationToken));
            var one = frontDoor.FindMinimal();

            Assert.False(truncated);
            Assert.Equal(GoldenCases.Text(graph, minimal), GoldenCases.Text(graph, sets));
            Assert.Equal(minimal.Count > 0, one is not null);
            Assert.True(one is null || sets.Exists(set => set.SequenceEqual(one)));
        }
    }

    [Fact]
    public void Check_ConfoundedMediator_NamesTheConditionAndThePath()
    {
        var toTreatment = Ask("""{"nodes":["M","W","X","Y"],"edges":[["X","M"],["M","Y"],["W","X"],["W","M"]],"bidirected":[["X","Y"]]}""");
        var toOutcome = Ask("""{"nodes":["M","W","X","Y"],"edges":[["X","M"],["M","Y"],["W","Y"],["W","M"]],"bidirected":[["X","Y"]]}""");
        var around = Ask("""{"nodes":["M","W","X","Y"],"edges":[["X","M"],["M","Y"],["X","W"],["W","Y"]],"bidirected":[["X","Y"]]}""");

        Assert.Equal((FrontDoorFlaw.TreatmentConfounded, "X <- W -> M"), Flaw(toTreatment.Check([0])));
        Assert.Equal((FrontDoorFlaw.OutcomeConfounded, "M <- W -> Y"), Flaw(toOutcome.Check([0])));
        Assert.Equal((FrontDoorFlaw.PathNotMet, "X -> W -> Y"), Flaw(around.Check([0])));
        Assert.Equal((FrontDoorFlaw.None, ""), Flaw(around.Check([0, 1])));
        Assert.Equal([(2, MemberFlaw.Treatment)], around.Check([0, 2]).Barred);

        static (FrontDoorFlaw, string) Flaw(FrontDoorCheck check) => (check.Flaw, PathStep.Format(check.Path ?? [], ["M", "W", "X", "Y"]));
    }

    [Fact]
    public void ListMinimal_ManySets_StopsAtTheCapWithTheSameSetsEachTime()
    {
        var frontDoor = Chains(12);

        var (sets, truncated) = frontDoor.ListMinimal(50, WorkBudget.Until(TestContext.Current.CancellationToken));
        var (again, _) = frontDoor.ListMinimal(50, WorkBudget.Until(TestContext.Current.CancellationToken));
        var (all, more) = frontDoor.ListMinimal(5000, WorkBudget.Until(TestContext.Current.CancellationToken));

        Assert.True(truncated);
        Assert.Equal(50, sets.Count);
        Assert.Equal(MixedGraphs.Text(sets), MixedGraphs.Text(again));
        Assert.Equal(50, sets.Select(set => string.Join(",", set)).Distinct().Count());
        Assert.All(sets, set => Assert.True(frontDoor.Check(set).IsValid));
        Assert.False(more);
        Assert.Equal(1 << 12, all.Select(set => string.Join(",", set)).Distinct().Count());
    }

    [Fact]
    public void ListMinimal_MoreSetsThanCanBeListed_EndsByItsWorkBoundAndSaysSo()
    {
        // 2^240 minimal sets, and no cap.
        var (sets, truncated) = Chains(240).ListMinimal(int.MaxValue, WorkBudget.Until(TestContext.Current.CancellationToken));

        Assert.True(truncated);
        Assert.InRange(sets.Count, 1000, 100_000);
    }

    [Fact]
    public void ListMinimal_BudgetSpentOrCancelled_ReturnsTruncatedOrThrows()
    {
        Assert.True(Chains(3).ListMinimal(50, new WorkBudget(new CancellationToken(true), TestContext.Current.CancellationToken)).Truncated);
        Assert.Throws<OperationCanceledException>(() =>
            Chains(3).ListMinimal(50, WorkBudget.Until(new CancellationToken(true))));
    }

    [Fact]
    public void FindMinimal_TwentyThousandNodesInARow_IsOneNode()
    {
        const int Count = 20_000;
        var graph = new CausalGraph
        {
            Nodes = [.. Enumerable.Range(0, Count).Select(i => $"V{i:D5}")],
            Edges = [.. Enumerable.Range(0, Count - 1).Select(i => new Edge(i, i + 1))],
            Bidirected = [new Edge(0, Count - 1)],
            Latent = [],
        };
        var frontDoor = new FrontDoor(new CausalDiagram(graph), [0], [Count - 1]);

        Assert.Equal([Count - 2], frontDoor.FindMinimal()!);
        Assert.Equal(Count - 2, frontDoor.FindGreatest()!.Length);
        Assert.Equal(Count, frontDoor.Check([]).Path!.Count);
    }

    /// <summary>Chains X -> A -> B -> Y side by side: one of A and B from each is a minimal set.</summary>
    private static FrontDoor Chains(int count) => new(
        new CausalDiagram(new CausalGraph
        {
            Nodes = [.. Enumerable.Range(0, (2 * count) + 2).Select(i => $"V{i:D4}")],
            Edges =
            [
                .. Enumerable.Range(0, count).Select(i => new Edge(0, i + 2)),
                .. Enumerable.Range(0, count).Select(i => new Edge(i + 2, i + count + 2)),
                .. Enumerable.Range(0, count).Select(i => new Edge(i + count + 2, 1)),
            ],
            Bidirected = [new Edge(0, 1)],
            Latent = [],
        }),
        [0],
        [1]);

    private static FrontDoor Ask(string graph)
    {
        var read = GoldenCases.Graph(JsonDocument.Parse(graph).RootElement);
        return new FrontDoor(new CausalDiagram(read), [read.IndexOf("X")], [read.IndexOf("Y")]);
    }

    private static (CausalGraph Graph, FrontDoor FrontDoor, int Treatment, int Outcome) Ask(JsonElement golden)
    {
        var graph = GoldenCases.Graph(golden.GetProperty("graph"));
        var (treatment, outcome) = (
            graph.IndexOf(golden.GetProperty("treatment").GetString()!),
            graph.IndexOf(golden.GetProperty("outcome").GetString()!));
        return (graph, new FrontDoor(new CausalDiagram(graph), [treatment], [outcome]), treatment, outcome);
    }
}
