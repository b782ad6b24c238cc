using Isl.Api.Requests.Graphs;
using Isl.Grains.Alignment;
using Isl.Grains.Interfaces.Alignment;
using Isl.Grains.Numerics;

namespace Isl.Tests.Unit.Alignment;

public sealed class ModelAlignmentTests
{
    [Fact]
    public void Compute_ThePairThatDecides_IsTheSmallestSet()
    {
        // Two of three draw Z as a cause of both; without Z -> Y nothing needs adjusting, and {Z} still suffices: it takes X <-> Y to change that.
        var result = Ask("dag { X -> Y; Z -> X; Z -> Y }", "dag { X -> Y; Z -> X; Z -> Y; W -> Y }", "dag { X -> Y; X <-> Y; Z -> X; W }");

        Assert.Equal(["Z"], result.Decision.AdjustmentSet!.Value);
        Assert.True(result.PivotalProven);
        var change = Assert.Single(result.Pivotal!.Changes);
        Assert.Equal(["X", "Y"], change.Between);
        Assert.Equal("X → Y, X ↔ Y", change.Instead);
        Assert.Equal(["member 2"], change.Roles);
        Assert.Equal([true, true, false], result.MemberDecisions.Select(member => member.Agrees));
    }

    [Fact]
    public void Compute_GraphsThatAgree_HaveNothingContested()
    {
        var result = Ask("dag { X -> Y }", "dag { X -> Y; Y -> V }");

        Assert.Empty(result.ContestedEdges);
        Assert.Equal(100, result.AgreementLevel);
        Assert.Null(result.Pivotal);
        Assert.True(result.PivotalProven);
        Assert.Equal(1, result.Explanation.Confidence);
    }

    [Fact]
    public void Compute_MajoritiesThatCloseACycle_LeaveTheLeastSupportedEdgeOut()
    {
        var result = Ask("dag { X -> Y; Y -> Z; X; Z }", "dag { X -> Y; Z -> X }", "dag { Y -> Z; Z -> X }");

        Assert.Equal(2, result.CommonModel.Edges.Length);
        Assert.NotEmpty(result.Explanation.Caveats);
    }

    [Fact]
    public void Compute_RandomTeams_FindTheSmallestSetThatBruteForceFinds()
    {
        var random = new Random(4);
        var changed = 0;
        for (var trial = 0; trial < 25; trial++)
        {
            var question = new ModelAlignmentQuestion(
                [.. Enumerable.Range(0, 3).Select(i => new MemberModel($"{i}", GraphTextParser.Parse(RandomGraph(random), "/dag").Graph))], "X", "Y");
            var pool = new ModelPool(question);
            var decided = EffectVerdict.Of(pool.GraphOf(pool.Common)!, "X", "Y", TestContext.Current.CancellationToken);
            var least = Least(pool, decided);

            var result = ModelAlignmentAnswer.Compute(question, WorkBudget.Unlimited);

            Assert.True(result.PivotalProven);
            Assert.Equal(least, result.Pivotal?.Changes.Length);
            changed += least is null ? 0 : 1;
        }

        Assert.InRange(changed, 5, 25);
    }

    /// <summary>Over all readings of all contested pairs, the fewest that differ from the common graph and change the decision.</summary>
    private static int? Least(ModelPool pool, EffectVerdict decided)
    {
        var contested = pool.Contested;
        IEnumerable<Dictionary<(int First, int Second), PairClaim>> readings = [new(pool.Common)];
        foreach (var pair in contested)
        {
            readings = readings.SelectMany(reading => pair.Claims.Select(claim => claim.Claim).Append(pool.CommonOf(pair)).Distinct().Select(claim =>
                new Dictionary<(int First, int Second), PairClaim>(reading) { [(pair.First, pair.Second)] = claim }));
        }

        int? least = null;
        foreach (var reading in readings)
        {
            var differ = contested.Count(pair => reading[(pair.First, pair.Second)] != pool.CommonOf(pair));
            if ((least is null || differ < least) && pool.GraphOf(reading) is { } graph
                && !EffectVerdict.Of(graph, "X", "Y", TestContext.Current.CancellationToken).AgreesWith(decided))
            {
                least = differ;
            }
        }

        return least;
    }

    private static string RandomGraph(Random random)
    {
        string[] order = [.. new[] { "X", "Y", "Z", "W" }.OrderBy(_ => random.Next())];
        var edges = from i in Enumerable.Range(0, 4)
                    from j in Enumerable.Range(i + 1, 3 - i)
                    let kind = random.Next(5)
                    where kind < 3
                    select kind == 2 ? $"{order[i]} <-> {order[j]}" : $"{order[i]} -> {order[j]}";
        return $"dag {{ X; Y; Z; W; {string.Join("; ", edges)} }}";
    }

    private static ModelAlignmentResult Ask(params string[] graphs) => ModelAlignmentAnswer.Compute(
        new ModelAlignmentQuestion(
            [.. graphs.Select((graph, i) => new MemberModel($"member {i}", GraphTextParser.Parse(graph, "/dag").Graph))], "X", "Y"),
        WorkBudget.Unlimited);
}
