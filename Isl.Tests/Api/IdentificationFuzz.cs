using System.Text;
using System.Text.Json.Nodes;

namespace Isl.Tests.Api;

/// <summary>Requests about graphs of every shape, most of them nearly right.</summary>
internal sealed class IdentificationFuzz(Random random)
{
    private static readonly string[] Names = ["X", "Y", "Z", "M", "age at entry", "Größe", "a\"b", "U"];
    private static readonly string[] Arrows = ["->", "->", "->", "<-", "<->", "--", "-->", "o->", "→", "~", "-", "<=>"];
    private static readonly string[] Heads =
        ["dag {", "digraph {", "pdag {", "", "strict digraph g {", "graph {", "pag {", "flowchart LR\n", "network n {"];
    private static readonly string[] Marks =
        ["", "", " [latent]", " [exposure]", " [outcome]", " [adjusted]", " [selected]", " [observed=\"no\"]", " [pos=\"1,2\""];

    private static readonly string[] Parts =
        ["adjustment", "identification", "front_door", "instruments", "implications", "suggestions", "paths", "formula"];

    /// <summary>A route and a body.</summary>
    public (string Path, byte[] Body) Next()
    {
        var (path, body) = random.Next(10) switch
        {
            < 4 => (Requests.Validate, Validate()),
            4 => (Requests.Strategies, Validate()),
            5 or 6 => ("/api/v1/causal/paths", Paths()),
            7 or 8 => (Requests.Separation, Separation()),
            _ => ("/api/v1/batch/validate", Batch()),
        };
        return (path, Damage(body.ToJsonString()));
    }

    private JsonObject Validate()
    {
        var body = new JsonObject { ["dag_structure"] = Graph() };
        Roles(body);
        Perhaps(body, 4, "effect", () => Pick(["direct", "direct", "total", "natural"]));
        Perhaps(body, 5, "mediators", Some);
        Perhaps(body, 5, "conditions", Some);
        Perhaps(body, 5, "observed", Some);
        Perhaps(body, 5, "adjustment_set", Some);
        Perhaps(body, 6, "include", () => new JsonArray(Pick(Parts), Pick(Parts)));
        Perhaps(body, 8, "max_sets", Number);
        Perhaps(body, 20, "data_csv", () => "X,Y,Z\n1,2,3\n2,3,1\n4,4,9\n0,1,7\n");
        Perhaps(body, 25, Pick(["treatmnt", "mediator", "latents", "_note"]), () => "X");
        return body;
    }

    private JsonObject Batch() => new() { ["items"] = new JsonArray([.. Enumerable.Range(0, random.Next(4)).Select(_ => Validate())]) };

    private JsonObject Paths()
    {
        var body = new JsonObject { ["dag"] = Graph() };
        Roles(body);
        Perhaps(body, 2, "given", Some);
        Perhaps(body, 4, "max_paths", Number);
        return body;
    }

    private JsonObject Separation() => new() { ["dag_structure"] = Graph(), ["x"] = Some(), ["y"] = Some(), ["given"] = Some() };

    private void Roles(JsonObject body)
    {
        var pair = Names.OrderBy(_ => random.Next()).Take(2).ToList();
        body["treatment"] = random.Next(25) == 0 ? Odd() : pair[0];
        body["outcome"] = random.Next(25) == 0 ? Odd() : random.Next(25) == 0 ? pair[0] : pair[1];
        if (random.Next(8) == 0)
        {
            body.Remove("treatment");
            body["treatments"] = Some();
        }
    }

    private JsonNode? Graph() => random.Next(30) switch
    {
        0 => Odd(),
        < 12 => Text(),
        _ => Object(),
    };

    private JsonObject Object()
    {
        var count = random.Next(3) == 0 ? random.Next(2, Names.Length) : Names.Length;
        var nodes = Names.OrderBy(_ => random.Next()).Take(count).ToList();
        var (edges, open, both) = (new JsonArray(), new JsonArray(), new JsonArray());
        for (var to = 1; to < nodes.Count; to++)
        {
            for (var from = 0; from < to; from++)
            {
                var list = random.Next(10) switch { < 4 => edges, 4 => both, 5 when nodes.Count < 5 => open, _ => null };
                list?.Add(new JsonArray(nodes[from], random.Next(200) == 0 ? Name() : nodes[to]));
            }
        }

        var graph = new JsonObject { ["nodes"] = new JsonArray([.. nodes.Select(node => (JsonNode)node)]), ["edges"] = edges };
        graph["bidirected"] = both.Count > 0 && open.Count == 0 ? both : null;
        graph["undirected"] = open.Count > 0 ? open : null;
        Perhaps(graph, 5, "latent", Some);
        Perhaps(graph, 8, "selected", () => new JsonArray(Name()));
        Perhaps(graph, 20, Pick(["links", "vertices", "metadata", "tiers"]), () => new JsonArray());
        return graph;
    }

    private string Text()
    {
        var head = random.Next(3) == 0 ? Pick(Heads) : "dag {";
        var text = new StringBuilder(head).Append(' ');
        if (head.Contains("dag", StringComparison.Ordinal) && random.Next(4) > 0)
        {
            text.Append(string.Concat(Names.Select(name => $"\"{name.Replace("\"", "\\\"", StringComparison.Ordinal)}\"; "))); // all are there
        }

        for (var i = random.Next(1, 9); i > 0; i--)
        {
            var arrow = random.Next(25) == 0 ? Pick(Arrows) : head.StartsWith("pdag", StringComparison.Ordinal) && random.Next(2) == 0 ? "--" : "->";
            text.Append(Quoted()).Append(' ').Append(arrow).Append(' ').Append(Quoted()).Append(random.Next(3) == 0 ? "\n" : "; ");
            text.Append(random.Next(12) == 0 ? Quoted() + Pick(Marks) + "; " : "");
        }

        return text.Append(head.Contains('{', StringComparison.Ordinal) && random.Next(20) > 0 ? "}" : "").ToString();
    }

    private string Quoted()
    {
        var name = Name();
        return name.All(char.IsAsciiLetter) && random.Next(10) > 0 ? name : $"\"{name.Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    private JsonNode? Odd() => random.Next(8) switch
    {
        0 => null,
        1 => 5,
        2 => new JsonArray(new JsonArray("X", "Y")),
        3 => new JsonObject { ["X"] = new JsonArray("Y") },
        4 => "",
        5 => "<graphml/>",
        6 => new string('x', 300),
        _ => true,
    };

    private JsonNode Number() => random.Next(5) switch { 0 => 0, 1 => -1, 2 => 1e9, 3 => 2.5, _ => random.Next(1, 20) };

    private JsonArray Some() => new([.. Enumerable.Range(0, random.Next(3)).Select(_ => random.Next(30) == 0 ? Odd() : Name())]);

    private string Name() => random.Next(5) == 0 ? Pick(Names) : Names[random.Next(4)];

    private T Pick<T>(T[] items) => items[random.Next(items.Length)];

    private void Perhaps(JsonObject body, int oneIn, string member, Func<JsonNode?> value)
    {
        if (random.Next(oneIn) == 0)
        {
            body[member] = value();
        }
    }

    /// <summary>Habits that make JSON something else.</summary>
    private byte[] Damage(string text)
    {
        text = random.Next(40) switch
        {
            0 => text.Replace('"', '\''),
            1 => text.Replace("}", ",}", StringComparison.Ordinal),
            2 => text.Replace("null", "None", StringComparison.Ordinal).Replace("true", "True", StringComparison.Ordinal),
            3 => text[..random.Next(text.Length)],
            4 => "X,Y\n1,2\n3,4\n",
            5 => text + "}",
            _ => text,
        };
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > 0 && random.Next(30) == 0)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }
}
