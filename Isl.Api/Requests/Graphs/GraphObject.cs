using System.Reflection;
using System.Text.Json;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Api.Requests.Graphs;

/// <summary>Reads a graph given as an object with nodes and edges.</summary>
internal static class GraphObject
{
    private static readonly IReadOnlyList<string> Members = typeof(GraphInput).GetCustomAttribute<MembersAttribute>()!.Names;

    /// <summary>The graph of an object.</summary>
    /// <exception cref="InputException">A part is missing, ill-formed, unknown or too large; every mistake is listed.</exception>
    public static CausalGraph Read(JsonElement json, JsonPointer place, Reading outer)
    {
        var reading = outer with { Errors = new RequestErrors() };
        var errors = reading.Errors;
        if (GraphObjectLanguages.Refusal(json, Members) is { } other)
        {
            throw new InputException(place.ToString(), $"{place.Name} {other}; {GraphReader.Expected}.");
        }

        RefuseUnknown(json, place, reading);
        var builder = new CausalGraphBuilder();
        var (addNode, addLatent) = ((Action<string, string>)builder.AddNode, (Action<string, string>)builder.AddLatent);
        Action<string, string> addSelected = builder.AddSelected;
        Action<string, string, string> addOpen = builder.AddUndirected;
        var (addEdge, addPair) = ((Action<string, string, string>)builder.AddEdge, (Action<string, string, string>)builder.AddBidirected);
        var nodes = List(json, "nodes", place, required: true, errors);
        var edges = List(json, "edges", place, required: false, errors);
        var bidirected = List(json, "bidirected", place, required: false, errors);
        var undirected = List(json, "undirected", place, required: false, errors);
        var latent = List(json, "latent", place, required: false, errors);
        var selected = List(json, "selected", place, required: false, errors);
        GraphSize.Check(nodes.Count, edges.Count + bidirected.Count + undirected.Count, place, reading.Limits.Graphs);
        ForEach(nodes, place.Member("nodes"), (node, at) => ReadName(node, at, errors, addNode));
        ForEach(latent, place.Member("latent"), (node, at) => ReadName(node, at, errors, addLatent));
        ForEach(selected, place.Member("selected"), (node, at) => ReadName(node, at, errors, addSelected));
        ForEach(edges, place.Member("edges"), (edge, at) => ReadPair(edge, at, errors, addEdge));
        ForEach(bidirected, place.Member("bidirected"), (edge, at) => ReadPair(edge, at, errors, addPair));
        ForEach(undirected, place.Member("undirected"), (edge, at) => ReadPair(edge, at, errors, addOpen));
        errors.ThrowIfAny();
        return builder.Build();
    }

    private static void RefuseUnknown(JsonElement json, JsonPointer place, Reading reading)
    {
        var owner = new MemberOwner(LetThrough.Graph, place.Name, Members);
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            var at = place.Member(member.Name);
            UnknownMembers.Refuse(member.Name, at, owner, reading);
            if (!given.Add(member.Name))
            {
                reading.Errors.Add(at, $"{Shown.Short(member.Name)} is given twice in {place.Name}; keep one of the two.");
            }
        }
    }

    private static List<JsonElement> List(JsonElement json, string name, JsonPointer place, bool required, RequestErrors errors)
    {
        if (!json.TryGetProperty(name, out var list) || list.ValueKind == JsonValueKind.Null)
        {
            if (required)
            {
                errors.Add(place.Member(name), $"{name} is missing in {place.Name}; {GraphReader.Expected}.");
            }

            return [];
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            errors.Add(place.Member(name), $"{name} is {Shown.Describe(list)}, not a list; {GraphReader.Expected}.");
            return [];
        }

        return [.. list.EnumerateArray()];
    }

    private static void ForEach(List<JsonElement> list, JsonPointer place, Action<JsonElement, JsonPointer> read)
    {
        for (var i = 0; i < list.Count; i++)
        {
            read(list[i], place.Item(i));
        }
    }

    private static void ReadName(JsonElement element, JsonPointer place, RequestErrors errors, Action<string, string> add)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            add(element.GetString()!, place.ToString());
        }
        else
        {
            errors.Add(place, $"{place} is {Shown.Describe(element)}; a node is named by text.");
        }
    }

    private static void ReadPair(JsonElement element, JsonPointer place, RequestErrors errors, Action<string, string, string> add)
    {
        if (element.ValueKind == JsonValueKind.Array
            && element.GetArrayLength() == 2
            && element[0].ValueKind == JsonValueKind.String
            && element[1].ValueKind == JsonValueKind.String)
        {
            add(element[0].GetString()!, element[1].GetString()!, place.ToString());
        }
        else
        {
            errors.Add(place, $"{place} is not an edge; write a pair of node names such as [\"A\", \"B\"].");
        }
    }
}
