using System.Text;
using System.Text.Json;
using Isl.Api.Requests;
using Isl.Api.Requests.Graphs;
using Isl.Api.Requests.Tables;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Tests.Unit.Requests;

/// <summary>Graphs and tables in the formats of other programs: named, with what to send instead.</summary>
public sealed class OtherFormatTests
{
    [Theory]
    [InlineData("<?xml version=\"1.0\"?>\n<graphml xmlns=\"x\"><graph edgedefault=\"directed\"/></graphml>", "GraphML")]
    [InlineData("<smile version=\"1.0\" id=\"net\"></smile>", "XDSL")]
    [InlineData("<?xml version=\"1.0\"?>\n<BIF VERSION=\"0.3\"><NETWORK/></BIF>", "XMLBIF")]
    [InlineData("<gexf version=\"1.2\"></gexf>", "GEXF")]
    [InlineData("<mxfile><diagram/></mxfile>", "XML")]
    [InlineData("network unknown {\n}\nvariable A {\n type discrete [ 2 ] { a, b };\n}", "BIF")]
    [InlineData("net\n{\n}\nnode A\n{\n}", "Hugin")]
    [InlineData("// ~->[DNET-1]->~\nbnet X {\n};", "Netica")]
    [InlineData("*Vertices 2\n1 \"A\"\n2 \"B\"\n*Arcs\n1 2", "Pajek")]
    [InlineData("1 A\n2 B\n#\n1 2", "Trivial Graph Format")]
    [InlineData("graph [\n directed 1\n node [ id 0 label \"A\" ]\n]", "GML")]
    [InlineData("Graph Nodes:\nX1;X2\n\nGraph Edges:\n1. X1 --> X2", "Tetrad")]
    [InlineData("flowchart LR\n A --> B", "Mermaid")]
    [InlineData("graph TD;\n A-->B;", "Mermaid")]
    [InlineData("@startuml\nA --> B\n@enduml", "PlantUML")]
    [InlineData("\\begin{tikzpicture}\n\\node (a) {A};", "TikZ")]
    [InlineData("IGRAPH 7b2 DN-- 2 1 --\n+ edges: A->B", "igraph")]
    [InlineData("dagitty(\"dag { A -> B }\")", "a call in R")]
    [InlineData("dagify(y ~ x + z, x ~ z)", "a call in R")]
    [InlineData("MODEL: y ON x z;", "Mplus")]
    [InlineData("y ~ x + z\nz ~ x", "lavaan")]
    [InlineData("f1 =~ x1 + x2", "lavaan")]
    [InlineData("[A][B|A][C|A:B]", "bnlearn")]
    [InlineData("DiGraph with 3 nodes and 2 edges", "what Python prints")]
    [InlineData("<networkx.classes.digraph.DiGraph object at 0x7f2>", "what Python prints")]
    [InlineData("OutEdgeView([('A', 'B')])", "what Python prints")]
    [InlineData("DiscreteBayesianNetwork with 5 nodes and 4 edges", "what Python prints")]
    [InlineData("[('A', 'B'), ('B', 'C')]", "a list of pairs")]
    [InlineData("0 1 0\n0 0 1\n0 0 0", "a matrix")]
    [InlineData("Y = 2*X + U\nX = Z + V", "a list of equations")]
    [InlineData("{\"nodes\": [\"A\"], \"edges\": []}", "JSON")]
    public void Refusal_OtherLanguage_IsNamed(string text, string name)
    {
        var error = Assert.Single(Assert.Throws<InputException>(() => GraphTextParser.Parse(text, "/dag")).Errors);

        Assert.Equal("/dag", error.Path);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dag { A -> B }")]
    [InlineData("A -> B\nB -> C")]
    [InlineData("digraph g { rankdir=LR; A -> B }")]
    [InlineData("graph { A -> B }")]
    [InlineData("net -> node -> network")]
    [InlineData("1 -> 2; 2 -> 3")]
    [InlineData("{A B} -> C")]
    [InlineData("# a comment\nA -> B")]
    public void Refusal_GraphText_IsNone(string text) => Assert.Null(GraphTextLanguages.Refusal(text));

    [Theory]
    [InlineData("""{"directed": true, "multigraph": false, "graph": {}, "nodes": [{"id": "A"}], "links": []}""", "node-link data")]
    [InlineData("""{"nodes": [{"id": "A"}, {"id": "B"}], "links": [{"source": "A", "target": "B"}]}""", "node-link data")]
    [InlineData("""{"elements": {"nodes": [], "edges": []}}""", "Cytoscape")]
    [InlineData("""{"graph": {"nodes": {}, "edges": []}}""", "JSON Graph Format")]
    [InlineData("""{"nodes": ["A", "B"], "edges": [{"from": "A", "to": "B"}]}""", "objects as edges")]
    [InlineData("""{"nodes": [{"name": "A"}], "edges": []}""", "objects as nodes")]
    [InlineData("""{"A": ["B"], "B": []}""", "causes or effects")]
    [InlineData("""[["A", "B"], ["B", "C"]]""", "a list of edges alone")]
    [InlineData("""[[0, 1], [0, 0]]""", "a matrix")]
    [InlineData("""["A", "B"]""", "a list of texts")]
    public void Read_JsonOfAnotherProgram_IsNamedInOneMistake(string json, string name)
    {
        var reading = Reading.WithDefaults();

        GraphReader.Read(new Request(new GraphInput(JsonDocument.Parse(json).RootElement)), reading);

        var error = Assert.Single(reading.Errors.All);
        Assert.Equal("/dag_structure", error.Path);
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
        Assert.Contains("edges", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{\"A\": 1, \"B\": 2}]", "is JSON; send rows as data")]
    [InlineData("{\"data\": [{\"A\": 1}], \"algorithm\": \"pc\"}", "is a JSON request; send it with Content-Type: application/json")]
    [InlineData("{\"A\": [1, 2]}", "is JSON")]
    [InlineData("PK\u0003\u0004xl/workbook", "Excel workbook (.xlsx)")]
    [InlineData("PAR1\u0015", "Parquet")]
    [InlineData("<table><tr><td>1</td></tr></table>", "XML or HTML")]
    [InlineData("@relation iris\n@attribute a numeric", "ARFF")]
    [InlineData("%PDF-1.7", "PDF")]
    public void Read_OtherTable_IsNamed(string text, string says)
    {
        var error = Assert.Single(Assert.Throws<InputException>(
            () => CsvRows.Read(Encoding.UTF8.GetBytes(text), JsonPointer.Root.Member("data_csv"))).Errors);

        Assert.Equal("/data_csv", error.Path);
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"A,B\\n1,2\\n\"", "send CSV text as data_csv")]
    [InlineData("\"data.csv\"", "send the rows themselves, not their file")]
    [InlineData("{\"A\": [1, 2], \"B\": [3, 4]}", "to_dict(\"records\")")]
    [InlineData("5", "data is the number 5, not a list")]
    public void Read_RowsInAnotherShape_SaysWhatToSend(string json, string says)
    {
        var thrown = Assert.Throws<InputException>(() =>
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json));
            reader.Read();
            JsonRows.Read(ref reader, JsonPointer.Root.Member("data"));
        });

        Assert.Equal("/data", Assert.Single(thrown.Errors).Path);
        Assert.Contains(says, thrown.Message, StringComparison.Ordinal);
    }

    private sealed record Request(GraphInput DagStructure) : IGraphRequest
    {
        GraphInput? IGraphRequest.DagStructure => DagStructure;

        GraphInput? IGraphRequest.Dag => null;
    }
}
