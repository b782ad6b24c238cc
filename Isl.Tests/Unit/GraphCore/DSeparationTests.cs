using Isl.Grains.GraphCore;
using Isl.Tests.Golden;

namespace Isl.Tests.Unit.GraphCore;

public sealed class DSeparationTests
{
    [Fact]
    public void IsSeparated_ReferenceCases_MatchesReference()
    {
        var failed = new List<string>();
        foreach (var golden in GoldenCases.Lines("dsep.jsonl"))
        {
            var graph = GoldenCases.Graph(golden.GetProperty("graph"));
            var diagram = new CausalDiagram(graph);

            var separated = DSeparation.IsSeparated(
                diagram,
                GoldenCases.Nodes(graph, golden.GetProperty("x")),
                GoldenCases.Nodes(graph, golden.GetProperty("y")),
                GoldenCases.Nodes(graph, golden.GetProperty("z")));

            if (separated != golden.GetProperty("separated").GetBoolean())
            {
                failed.Add(golden.GetProperty("id").GetString()!);
            }
        }

        Assert.Empty(failed);
    }

    [Fact]
    public void FindOpenPath_ReferenceCases_IsASimplePathThatIsOpen()
    {
        var found = 0;
        foreach (var golden in GoldenCases.Lines("dsep.jsonl"))
        {
            var graph = GoldenCases.Graph(golden.GetProperty("graph"));
            var diagram = new CausalDiagram(graph);
            var (x, y, z) = (
                GoldenCases.Nodes(graph, golden.GetProperty("x")),
                GoldenCases.Nodes(graph, golden.GetProperty("y")),
                GoldenCases.Nodes(graph, golden.GetProperty("z")));

            var path = DSeparation.FindOpenPath(diagram, x, y, z);

            Assert.Equal(golden.GetProperty("separated").GetBoolean(), path is null);
            if (path is not null)
            {
                found++;
                AssertOpen(diagram, path, x, y, z);
            }
        }

        Assert.True(found > 100);
    }

    [Fact]
    public void IsSeparated_ColliderWithConditionedDescendant_IsOpen()
    {
        var diagram = new CausalDiagram(GoldenCases.Graph(System.Text.Json.JsonDocument.Parse(
            """{"nodes":["A","B","C","D"],"edges":[["A","C"],["B","C"],["C","D"]]}""").RootElement));

        Assert.True(DSeparation.IsSeparated(diagram, [0], [1], []));
        Assert.False(DSeparation.IsSeparated(diagram, [0], [1], [3]));
    }

    [Fact]
    public void FindOpenPath_ParallelEdges_TakesTheBidirectedOneThroughAConditionedCollider()
    {
        // A -> B, B -> C and B <-> C: given B the path to C is open through the bidirected edge only.
        var diagram = new CausalDiagram(GoldenCases.Graph(System.Text.Json.JsonDocument.Parse(
            """{"nodes":["A","B","C"],"edges":[["A","B"],["B","C"]],"bidirected":[["B","C"]]}""").RootElement));

        var path = DSeparation.FindOpenPath(diagram, [0], [2], [1]);

        Assert.Equal("A -> B <-> C", PathStep.Format(path!, ["A", "B", "C"]));
    }

    private static void AssertOpen(CausalDiagram diagram, List<PathStep> path, int[] x, int[] y, int[] z)
    {
        Assert.Contains(path[0].Node, x);
        Assert.Contains(path[^1].Node, y);
        Assert.Equal(path.Count, path.Select(step => step.Node).Distinct().Count());
        var ancestors = diagram.Ancestors(z);
        for (var i = 0; i + 1 < path.Count; i++)
        {
            var (node, next) = (path[i].Node, path[i + 1].Node);
            Assert.True(path[i].Next switch
            {
                Arrow.Forward => diagram.Children(node).Contains(next),
                Arrow.Backward => diagram.Parents(node).Contains(next),
                _ => diagram.Siblings(node).Contains(next),
            });
            if (i > 0)
            {
                var collider = path[i - 1].Next != Arrow.Backward && path[i].Next != Arrow.Forward;
                Assert.True(collider ? ancestors[node] : !z.Contains(node));
            }
        }
    }
}
