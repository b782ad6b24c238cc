using System.Diagnostics;
using System.Text;
using Isl.Api.Requests;
using Isl.Api.Requests.Graphs;
using Isl.Grains.Drawing;
using Isl.Grains.Identification;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Tests.Properties;

namespace Isl.Tests.Unit.Requests.Graphs;

/// <summary>What is written reads back as the same graph, and what is damaged is refused, not fallen over.</summary>
[Collection(TimedTests.Name)]
public sealed class GraphTextRoundTripTests
{
    private static readonly string[] HostileNames =
    [
        "dag",
        "Digraph",
        "graph",
        "node",
        "edge",
        "strict",
        "subgraph",
        "pdag",
        "mag",
        "latent",
        "exposure",
        "1st",
        "42",
        "-",
        "--",
        "a->b"[..2],
        "x y",
        "a.b",
        ".",
        "_",
        "é",
        "été à",
        "変数",
        "α-β",
        "b-",
        "-b",
        "e",
        "u",
        "true",
        "dir",
        "bb",
        "A",
        "a",
        "İ",
        "x  y",
        "क्",
        "𝒳",
    ];

    [Fact]
    public void Write_RandomGraphsWithHostileNames_ReadsBackAsTheSameGraph()
    {
        var random = new Random(30);
        for (var k = 0; k < 1000; k++)
        {
            var names = HostileNames.ToArray();
            random.Shuffle(names);
            var graph = RandomGraphs.Mixed(random, random.Next(1, 9), 0.4, 0.2, i => names[i]);
            int[] roles = [.. graph.Nodes.Select(_ => random.Next(4))];
            int[] Of(int role) => [.. Enumerable.Range(0, roles.Length).Where(i => roles[i] == role)];
            var marks = new GraphMarks(Of(1), Of(2), Of(3));

            foreach (var text in new[] { GraphText.ToDagitty(graph, marks), GraphText.ToDot(graph, marks) })
            {
                var read = GraphTextParser.Parse(text, "/dag");

                Assert.Equal(graph, read.Graph);
                Assert.Equal(DagHash.Of(graph), DagHash.Of(read.Graph));
                Assert.Equal(marks.Treatments.Select(node => graph.Nodes[node]), read.Roles.Exposures);
                Assert.Equal(marks.Outcomes.Select(node => graph.Nodes[node]), read.Roles.Outcomes);
                Assert.Equal(marks.Adjusted.Select(node => graph.Nodes[node]), read.Roles.Adjusted);
            }
        }
    }

    [Fact]
    public void GraphAnswer_RandomGraphs_ReadsBackAsTheSameGraph()
    {
        var random = new Random(31);
        for (var k = 0; k < 200; k++)
        {
            var graph = RandomGraphs.Mixed(random, random.Next(1, 9), 0.4, 0.2, i => HostileNames[i]);

            Assert.Equal(graph, GraphAnswer.Read(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(GraphAnswer.Of(graph), IslJson.Options)));
        }
    }

    [Fact]
    public void Parse_MutatedText_GivesAGraphOrAnInputException()
    {
        string[] seeds =
        [
            "dag {\nbb=\"0,0,1,1\"\nX [exposure,pos=\"-1.0,0.5\"]\nY [outcome]\nU [latent]\nX -> {M Z} -> Y\nU -> X\nX <-> Y /* c */ # d\n}",
            "strict digraph \"g 1\" { rankdir=LR; node [shape=box]; subgraph cluster_0 { label=\"x\"; A -> B -> C } "
            + "A -> D [dir=both, style=dashed]; { A B } -> { E; F } }",
            "A -> B <- C; // x\n'd e' <-> B",
        ];
        const string alphabet = "{}[]-<>@\"'\\;,=#/*\n aZ9_.é\uD83D\u0000";
        var random = new Random(32);
        var (graphs, refused) = (0, 0);
        for (var i = 0; i < 6000; i++)
        {
            var text = new StringBuilder(seeds[random.Next(seeds.Length)]);
            for (var m = random.Next(1, 5); m > 0; m--)
            {
                var at = random.Next(text.Length);
                switch (random.Next(4))
                {
                    case 0:
                        text.Remove(at, Math.Min(random.Next(1, 4), text.Length - at));
                        break;
                    case 1:
                        text.Insert(at, alphabet[random.Next(alphabet.Length)]);
                        break;
                    case 2:
                        text[at] = alphabet[random.Next(alphabet.Length)];
                        break;
                    default:
                        text.Insert(at, text.ToString(random.Next(text.Length / 2), text.Length / 4));
                        break;
                }
            }

            try
            {
                GraphTextParser.Parse(text.ToString(), "/dag");
                graphs++;
            }
            catch (InputException e)
            {
                Assert.All(e.Errors, error => Assert.Equal("/dag", error.Path));
                refused++;
            }
        }

        Assert.True(graphs > 500 && refused > 500, $"{graphs} graphs, {refused} refused");
    }

    public static TheoryData<string, string> LargeTexts() => new()
    {
        { "{", "nested" },
        { "{A ", "nested" },
        { ";", "words and signs" },
        { "A -> ", "5000 edges" },
        { "[", "expected" },
        { "\"", "is empty" },
        { "/* ", "not closed" },
        { "# \n", "" },
        { "x=1 ", "words and signs" },
        { "A [a=1] ", "words and signs" },
        { "A [a][u]", "words and signs" },
        { "A -> B -> C; ", "words and signs" },
        { "{A B} -> {C D} ", "words and signs" },
        { "abcdefghijklmn -> opqrstuvwxyz\n", "" },
    };

    [Theory]
    [MemberData(nameof(LargeTexts))]
    public void Parse_LargeText_EndsSoonWhateverItSays(string repeated, string complaint)
    {
        const int length = 1024 * 1024;
        var text = new StringBuilder().Insert(0, repeated, length / repeated.Length).ToString();
        var started = Stopwatch.GetTimestamp();

        var error = Record.Exception(() => GraphTextParser.Parse(text, "/dag", new GraphLimits { MaxNodes = 1_000, MaxEdges = 5_000 }));

        // Generous against a busy machine; alone it is some 50 ms.
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 4);
        Assert.True(error is null or InputException, error?.ToString());
        Assert.Equal(complaint.Length > 0, error is not null && error.Message.Contains(complaint, StringComparison.Ordinal));
    }

    [Fact]
    public void Parse_GroupsThatDrawTooMuch_AreRefusedBeforeTheyAreDrawn()
    {
        var all = string.Join(' ', Enumerable.Range(0, 10_000).Select(i => $"n{i}"));

        var error = Assert.Throws<InputException>(() => GraphTextParser.Parse($"dag {{ {{{all}}} -> {{{all}}} }}", "/dag"));

        Assert.Contains("100000 edges", error.Message, StringComparison.Ordinal);
    }
}
