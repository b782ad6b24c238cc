using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Tests.Unit.GraphCore;

public sealed class CausalGraphBuilderTests
{
    [Fact]
    public void Build_NodesAndEdgesInAnotherOrder_SameGraphAndHash()
    {
        var one = Build(["A", "B", "C"], [("A", "B"), ("B", "C")], [("A", "C")]);
        var other = Build(["C", "A", "B"], [("B", "C"), ("A", "B")], [("C", "A")]);

        Assert.Equal(one, other);
        Assert.Equal(DagHash.Of(one), DagHash.Of(other));
    }

    [Fact]
    public void DagHash_LatentMark_ChangesIt()
    {
        var builder = new CausalGraphBuilder();
        builder.AddNode("A", "");
        var seen = DagHash.Of(builder.Build());
        builder.AddLatent("A", "");

        Assert.NotEqual(seen, DagHash.Of(builder.Build()));
    }

    [Fact]
    public void Build_Cycle_NamesItWhole()
    {
        var error = Assert.Throws<InputException>(() => Build(["A", "B", "C", "D"], [("A", "B"), ("B", "C"), ("C", "A"), ("A", "D")], []));

        Assert.Contains("A -> B -> C -> A", error.Message, StringComparison.Ordinal);
        Assert.Equal("/edges/2", error.Errors[0].Path);
    }

    [Fact]
    public void Build_SeveralMistakes_ReportsEachAtItsPlace()
    {
        var error = Assert.Throws<InputException>(() => Build(["A", "A", "B", "x\u0007y"], [("A", "Q"), ("B", "B"), ("A", "B"), ("A", "B")], []));

        Assert.Equal(["/nodes/1", "/nodes/3", "/edges/0", "/edges/1", "/edges/3"], error.Errors.Select(e => e.Path));
    }

    [Fact]
    public void Build_OppositeBidirectedPair_IsARepetition() =>
        Assert.Throws<InputException>(() => Build(["A", "B"], [], [("A", "B"), ("B", "A")]));

    [Fact]
    public void Build_LongChain_DoesNotOverflowTheStack()
    {
        string[] nodes = [.. Enumerable.Range(0, 20_000).Select(i => $"V{i}")];

        var graph = Build(nodes, [.. nodes.Zip(nodes.Skip(1))], []);

        Assert.Equal(19_999, graph.Edges.Length);
    }

    private static CausalGraph Build(string[] nodes, (string, string)[] edges, (string, string)[] bidirected)
    {
        var builder = new CausalGraphBuilder();
        for (var i = 0; i < nodes.Length; i++)
        {
            builder.AddNode(nodes[i], $"/nodes/{i}");
        }

        for (var i = 0; i < edges.Length; i++)
        {
            builder.AddEdge(edges[i].Item1, edges[i].Item2, $"/edges/{i}");
        }

        for (var i = 0; i < bidirected.Length; i++)
        {
            builder.AddBidirected(bidirected[i].Item1, bidirected[i].Item2, $"/bidirected/{i}");
        }

        return builder.Build();
    }
}
