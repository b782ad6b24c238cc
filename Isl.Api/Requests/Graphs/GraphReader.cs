using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Api.Requests.Graphs;

/// <summary>Largest graphs taken; configuration section <c>GraphLimits</c>.</summary>
public sealed class GraphLimits
{
    /// <summary>Configuration section.</summary>
    public const string Section = "GraphLimits";

    /// <summary>Most nodes.</summary>
    [Range(1, 1_000_000)]
    public int MaxNodes { get; set; } = 20_000;

    /// <summary>Most edges, directed and bidirected together.</summary>
    [Range(1, 10_000_000)]
    public int MaxEdges { get; set; } = 100_000;
}

/// <summary>Reads graphs from requests into their canonical form.</summary>
public static class GraphReader
{
    private const string Expected = "send {\"nodes\": [\"A\", \"B\"], \"edges\": [[\"A\", \"B\"]]} or text such as \"dag { A -> B }\"";

    /// <summary>Reads the graph of a request that may name it <c>dag_structure</c> or <c>dag</c>.</summary>
    /// <exception cref="InputException">It is missing, ill-formed, or too large.</exception>
    public static CausalGraph Read(GraphInput? structure, GraphInput? alias, GraphLimits limits) => ReadWithRoles(structure, alias, limits).Graph;

    /// <summary>Reads the graph of a request, and the roles that graph text gives to nodes.</summary>
    /// <exception cref="InputException">It is missing, ill-formed, or too large.</exception>
    public static ParsedGraph ReadWithRoles(GraphInput? structure, GraphInput? alias, GraphLimits limits)
    {
        var (input, path) = structure is not null ? (structure, "/dag_structure") : (alias, "/dag");
        if (input is null || input.Json.ValueKind == JsonValueKind.Null)
        {
            throw new InputException("/dag_structure", $"dag_structure is missing; {Expected}.");
        }

        var read = input.Json.ValueKind switch
        {
            JsonValueKind.String => GraphTextParser.Parse(input.Json.GetString()!, path, limits),
            JsonValueKind.Object => new ParsedGraph(ReadObject(input.Json, path, limits), GraphRoles.None),
            var kind => throw new InputException(path, $"{path[1..]} is {Describe(kind)}, not a graph; {Expected}."),
        };
        CheckSize(read.Graph.Nodes.Length, read.Graph.Edges.Length + read.Graph.Bidirected.Length, path, limits);
        return read;
    }

    /// <summary>Marks every node that is not among the observed ones as latent.</summary>
    /// <exception cref="InputException">An observed name is not a node.</exception>
    public static CausalGraph WithObserved(CausalGraph graph, IReadOnlyList<string>? observed)
    {
        if (observed is null)
        {
            return graph;
        }

        var errors = new List<InputError>();
        var latent = new SortedSet<int>(Enumerable.Range(0, graph.Nodes.Length));
        for (var i = 0; i < observed.Count; i++)
        {
            var node = graph.IndexOf(observed[i]);
            if (node < 0)
            {
                errors.Add(new InputError($"/observed/{i}", $"'{observed[i]}' is not a node of the graph; name nodes only."));
            }

            latent.Remove(node);
        }

        latent.UnionWith(graph.Latent);
        return errors.Count > 0 ? throw new InputException([.. errors]) : graph with { Latent = [.. latent] };
    }

    private static CausalGraph ReadObject(JsonElement json, string path, GraphLimits limits)
    {
        var errors = new List<InputError>();
        var builder = new CausalGraphBuilder();
        var nodes = List(json, "nodes", path, required: true, errors);
        var edges = List(json, "edges", path, required: false, errors);
        var bidirected = List(json, "bidirected", path, required: false, errors);
        var latent = List(json, "latent", path, required: false, errors);
        CheckSize(nodes.Count, edges.Count + bidirected.Count, path, limits);
        ForEach(nodes, $"{path}/nodes", (node, at) => ReadName(node, at, errors, name => builder.AddNode(name, at)));
        ForEach(latent, $"{path}/latent", (node, at) => ReadName(node, at, errors, name => builder.AddLatent(name, at)));
        ForEach(edges, $"{path}/edges", (edge, at) => ReadPair(edge, at, errors, (from, to) => builder.AddEdge(from, to, at)));
        ForEach(bidirected, $"{path}/bidirected", (edge, at) => ReadPair(edge, at, errors, (a, b) => builder.AddBidirected(a, b, at)));
        return errors.Count > 0 ? throw new InputException([.. errors]) : builder.Build();
    }

    private static List<JsonElement> List(JsonElement json, string name, string path, bool required, List<InputError> errors)
    {
        if (!json.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
        {
            if (required)
            {
                errors.Add(new InputError($"{path}/{name}", $"{name} is missing in {path[1..]}; {Expected}."));
            }

            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            errors.Add(new InputError($"{path}/{name}", $"{name} is {Describe(list.ValueKind)}, not a list; {Expected}."));
            return [];
        }

        return [.. list.EnumerateArray()];
    }

    private static void ForEach(List<JsonElement> list, string path, Action<JsonElement, string> read)
    {
        for (var i = 0; i < list.Count; i++)
        {
            read(list[i], $"{path}/{i}");
        }
    }

    private static void ReadName(JsonElement element, string path, List<InputError> errors, Action<string> add)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            add(element.GetString()!);
        }
        else
        {
            errors.Add(new InputError(path, $"{path} is {Describe(element.ValueKind)}; a node is named by text."));
        }
    }

    private static void ReadPair(JsonElement element, string path, List<InputError> errors, Action<string, string> add)
    {
        if (element.ValueKind == JsonValueKind.Array
            && element.GetArrayLength() == 2
            && element[0].ValueKind == JsonValueKind.String
            && element[1].ValueKind == JsonValueKind.String)
        {
            add(element[0].GetString()!, element[1].GetString()!);
        }
        else
        {
            errors.Add(new InputError(path, $"{path} is not an edge; write a pair of node names such as [\"A\", \"B\"]."));
        }
    }

    private static void CheckSize(int nodes, int edges, string path, GraphLimits limits)
    {
        if (nodes > limits.MaxNodes)
        {
            throw new InputException(
                $"{path}/nodes",
                $"The graph has {nodes} nodes, the limit is {limits.MaxNodes}; leave out what does not bear on the question.");
        }

        if (edges > limits.MaxEdges)
        {
            throw new InputException(
                $"{path}/edges",
                $"The graph has {edges} edges, the limit is {limits.MaxEdges}; leave out what does not bear on the question.");
        }
    }

    private static string Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Number => "a number",
        JsonValueKind.String => "text",
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };
}
