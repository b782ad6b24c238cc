using Isl.Api.Requests.Graphs;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Tests.Unit.Requests.Graphs;

public sealed class GraphTextParserTests
{
    [Theory]
    [InlineData("dag { A -> B <- C; A <-> C; U [latent] }", "A,B,C,U | A>B C>B | A~C | U")]
    [InlineData("dag{A->B\nB->C}", "A,B,C | A>B B>C |  | ")]
    [InlineData("A -> B -> C", "A,B,C | A>B B>C |  | ")]
    [InlineData("digraph G { \"x 1\" -> b [label=\"a -> c\"]; node [shape=box]; }", "b,x 1 | x 1>b |  | ")]
    [InlineData("dag { bb=\"0,0,1,1\"\nX [exposure,pos=\"-1.0,0.5\"]\nY [outcome]\nX -> Y }", "X,Y | X>Y |  | ")]
    [InlineData("// comment\ndag { A -> {B C} /* both\nlines */ # end\n}", "A,B,C | A>B A>C |  | ")]
    [InlineData("digraph { A -> B [dir=both] }", "A,B |  | A~B | ")]
    [InlineData("dag { A -> B; A -> B }", "A,B | A>B |  | ")]
    [InlineData("dag { prix_été -> α.β-γ }", "prix_été,α.β-γ | prix_été>α.β-γ |  | ")]
    [InlineData("dag { A }", "A |  |  | ")]
    [InlineData("strict digraph { A -> B }", "A,B | A>B |  | ")]
    [InlineData("STRICT Digraph \"my graph\" { A -> B };", "A,B | A>B |  | ")]
    [InlineData("dag \"g\" {\n{A B} -> {C D}\n}", "A,B,C,D | A>C A>D B>C B>D |  | ")]
    [InlineData("{A -> B}", "A,B | A>B |  | ")]
    [InlineData("{A B} -> C", "A,B,C | A>C B>C |  | ")]
    [InlineData("digraph { subgraph cluster_0 { label=\"a\"; A -> B } -> C; subgraph { D } }", "A,B,C,D | A>B A>C B>C |  | ")]
    [InlineData("dag { {A {B {C}}} -> D }", "A,B,C,D | A>D B>D C>D |  | ")]
    [InlineData("digraph { A -> B [dir=back]; C -> D [dir=forward]; graph [bgcolor=white]; EDGE [color=red] }", "A,B,C,D | B>A C>D |  | ")]
    [InlineData("dag { node -> edge; strict <- graph }", "edge,graph,node,strict | graph>strict node>edge |  | ")]
    [InlineData("strict -> dag", "dag,strict | strict>dag |  | ")]
    [InlineData("graph { A -> B }", "A,B | A>B |  | ")]
    [InlineData("\uFEFFdag { U [unobserved=true]; V [latent=false] }\r\n", "U,V |  |  | U")]
    [InlineData("dag { X <-> {Y Z} <-> W }", "W,X,Y,Z |  | W~Y W~Z X~Y X~Z | ")]
    [InlineData("dag { }", " |  |  | ")]
    public void Parse_Text_GivesTheGraph(string text, string expected)
    {
        var graph = GraphTextParser.Parse(text, "/dag").Graph;

        Assert.Equal(expected, Describe(graph));
    }

    [Theory]
    [InlineData("dag { A -> ", "line 1, column 12", "the text ends, expected a node name")]
    [InlineData("dag { A -> B", "line 1, column 13", "'}'")]
    [InlineData("dag { A -- B }", "line 1, column 9", "no direction")]
    [InlineData("dag {\n A -> B;\n -> C }", "line 3, column 2", "found '->'")]
    [InlineData("mag { A -> B }", "line 1, column 1", "'mag' graphs are not read: an arrow of an ancestral graph")]
    [InlineData("pag G { A -> B }", "line 1, column 1", "circle marks")]
    [InlineData("flow { A -> B }", "line 1, column 1", "'flow' graphs are not read")]
    [InlineData("graph { A -- B }", "line 1, column 11", "from cause to effect")]
    [InlineData("dag { A @-> B }", "line 1, column 9", "leaves an end of the edge open")]
    [InlineData("dag { A -> B [dir=none] }", "line 1, column 9", "dir=none")]
    [InlineData("dag { {A B -> C }", "line 1, column 18", "'}'")]
    [InlineData("dag { {A ->} B }", "line 1, column 12", "found '}'")]
    [InlineData("dag { A; }\n}", "line 2, column 1", "expected the end")]
    [InlineData("dag {\n/* a\nb */ A | B }", "line 3, column 8", "'|'")]
    [InlineData("dag { A!B }", "line 1, column 8", "'!'")]
    [InlineData("dag { \"a\u0007\" }", "line 1, column 7", "invisible character U+0007")]
    [InlineData("dag { \"A -> B }", "line 1, column 7", "not closed")]
    [InlineData("dag { A -> B } C", "line 1, column 16", "expected the end")]
    [InlineData("dag { A [latent -> B }", "line 1, column 17", "attribute")]
    [InlineData("A | B", "line 1, column 3", "'|'")]
    public void Parse_BadText_NamesThePlace(string text, string where, string what)
    {
        var error = Assert.Throws<InputException>(() => GraphTextParser.Parse(text, "/dag"));

        Assert.Contains(where, error.Message, StringComparison.Ordinal);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_Roles_AreKeptInOrder()
    {
        var roles = GraphTextParser.Parse("dag { Z [adjusted]; X [exposure, pos=\"0,1\"]; B [e]; Y [outcome]; {P Q} [a] }", "/dag").Roles;

        Assert.Equal(["B", "X"], roles.Exposures);
        Assert.Equal(["Y"], roles.Outcomes);
        Assert.Equal(["P", "Q", "Z"], roles.Adjusted);
    }

    [Fact]
    public void Parse_RandomText_GivesAGraphOrAnInputException()
    {
        const string alphabet = "AB {}[]->< ;,=\"\n#/*dag-";
        var random = new Random(1);
        var graphs = 0;
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(25)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            try
            {
                GraphTextParser.Parse(text, "/dag");
                graphs++;
            }
            catch (InputException)
            {
            }
        }

        Assert.InRange(graphs, 100, 19_000);
    }

    private static string Describe(CausalGraph graph) =>
        $"{string.Join(",", graph.Nodes)} | {Edges(graph, graph.Edges, ">")} | "
        + $"{Edges(graph, graph.Bidirected, "~")} | {string.Join(",", graph.Latent.Select(node => graph.Nodes[node]))}";

    private static string Edges(CausalGraph graph, IEnumerable<Edge> edges, string arrow) =>
        string.Join(" ", edges.Select(edge => graph.Nodes[edge.From] + arrow + graph.Nodes[edge.To]));
}
