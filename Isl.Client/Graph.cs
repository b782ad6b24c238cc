using System.Text.Json.Nodes;

namespace Isl.Client;

/// <summary>A causal graph: nodes and edges, or text as dagitty and DOT write it.</summary>
public sealed class Graph
{
    private readonly List<string> _nodes = [];
    private readonly List<(string From, string To)> _edges = [];
    private readonly List<(string, string)> _bidirected = [];
    private readonly List<string> _latent = [];
    private readonly string? _text;

    /// <summary>An empty graph.</summary>
    public Graph()
    {
    }

    private Graph(string text) => _text = text;

    /// <summary>A graph written as text, such as <c>dag { A -> B &lt;- C }</c>.</summary>
    public static implicit operator Graph(string text) => FromText(text);

    /// <summary>A graph written as text, such as <c>dag { A -> B &lt;- C }</c>.</summary>
    public static Graph FromText(string text) => new(text);

    /// <summary>Adds a node, unless it is there.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="latent">Whether it is not measured.</param>
    public Graph Node(string name, bool latent = false)
    {
        AddOnce(_nodes, name);
        if (latent)
        {
            AddOnce(_latent, name);
        }

        return this;
    }

    /// <summary>Adds an edge, and its nodes unless they are there.</summary>
    public Graph Edge(string from, string to)
    {
        Node(from).Node(to)._edges.Add((from, to));
        return this;
    }

    /// <summary>Adds an unobserved common cause of two nodes, and the nodes unless they are there.</summary>
    public Graph CommonCause(string first, string second)
    {
        Node(first).Node(second)._bidirected.Add((first, second));
        return this;
    }

    internal JsonNode ToJson()
    {
        if (_text is not null)
        {
            return JsonValue.Create(_text);
        }

        var json = new JsonObject { ["nodes"] = Names(_nodes), ["edges"] = Pairs(_edges) };
        if (_bidirected.Count > 0)
        {
            json["bidirected"] = Pairs(_bidirected);
        }

        if (_latent.Count > 0)
        {
            json["latent"] = Names(_latent);
        }

        return json;
    }

    private static void AddOnce(List<string> names, string name)
    {
        if (!names.Contains(name))
        {
            names.Add(name);
        }
    }

    private static JsonArray Names(IEnumerable<string> names) => [.. names.Select(name => (JsonNode)name)];

    private static JsonArray Pairs(IEnumerable<(string First, string Second)> pairs) =>
        [.. pairs.Select(pair => new JsonArray(pair.First, pair.Second))];
}
