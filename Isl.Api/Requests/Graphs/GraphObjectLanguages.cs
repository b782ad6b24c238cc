using System.Text.Json;
using Isl.Grains.Interfaces.Errors;

namespace Isl.Api.Requests.Graphs;

/// <summary>Tells graphs in the JSON of other programs by their members, so that one answer names the format instead of every odd member.</summary>
internal static class GraphObjectLanguages
{
    /// <summary>What the object is; null where it may be a graph as it is read here.</summary>
    /// <param name="graph">The object.</param>
    /// <param name="known">Members that a graph may have here.</param>
    public static string? Refusal(JsonElement graph, IReadOnlyList<string> known) =>
        Has(graph, "elements") ? "is JSON of Cytoscape, which is not read"
        : Has(graph, "nodes", "links") && (Has(graph, "multigraph") || HoldsObjects(graph, "nodes") || HoldsObjects(graph, "links"))
            ? "is node-link data, as of networkx and D3, which is not read"
        : Has(graph, "nodes", "adjacency") || Has(graph, "adjacency", "multigraph") ? "is adjacency data of networkx, which is not read"
        : Has(graph, "graph") && graph.GetProperty("graph").ValueKind == JsonValueKind.Object ? "is in JSON Graph Format, which is not read"
        : HoldsObjects(graph, "nodes") ? "has objects as nodes; name each node by a text"
        : HoldsObjects(graph, "edges") ? "has objects as edges; write each edge as a pair, cause first"
        : IsNeighbourLists(graph, known) ? "is an object of lists, and these could be causes or effects"
        : null;

    /// <summary>What a value that is no object and no text is, in words.</summary>
    public static string DescribeOther(JsonElement value) =>
        value.ValueKind != JsonValueKind.Array || value.GetArrayLength() == 0 ? Shown.Describe(value)
        : All(value, JsonValueKind.Array) && All(value[0], JsonValueKind.Number) ? "a matrix, which does not say whether rows or columns are causes"
        : All(value, JsonValueKind.Array) && value[0].GetArrayLength() >= 2 && All(value[0], JsonValueKind.String) ? "a list of edges alone"
        : All(value, JsonValueKind.String) ? "a list of texts"
        : "a list";

    /// <summary>Every member a list of texts, and none of them known: a dictionary from nodes to their neighbours.</summary>
    private static bool IsNeighbourLists(JsonElement graph, IReadOnlyList<string> known)
    {
        var count = 0;
        foreach (var member in graph.EnumerateObject())
        {
            if (known.Contains(member.Name)
                || OtherWords.For(member.Name, known) is not null
                || Spelling.Nearest(member.Name, known).Count > 0
                || member.Value.ValueKind != JsonValueKind.Array
                || !All(member.Value, JsonValueKind.String))
            {
                return false;
            }

            count++;
        }

        return count > 0;
    }

    private static bool HoldsObjects(JsonElement graph, string name) =>
        graph.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array && list.GetArrayLength() > 0
        && All(list, JsonValueKind.Object);

    private static bool Has(JsonElement graph, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (!graph.TryGetProperty(name, out _))
            {
                return false;
            }
        }

        return true;
    }

    private static bool All(JsonElement list, JsonValueKind kind)
    {
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != kind)
            {
                return false;
            }
        }

        return true;
    }
}
