using System.Text.Json;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Api.Requests.Graphs;

/// <summary>Reads graphs from requests into their canonical form.</summary>
public static class GraphReader
{
    /// <summary>What to send, for messages.</summary>
    internal const string Expected = "send {\"nodes\": [\"A\", \"B\"], \"edges\": [[\"A\", \"B\"]]} or text such as \"dag { A -> B }\"";

    private static readonly JsonPointer ObservedNames = JsonPointer.Root.Member("observed");

    /// <summary>The graph of a request, and the roles that graph text gives to nodes; null where it is missing or flawed, which is noted.</summary>
    public static ParsedGraph? Read(IGraphRequest request, Reading reading) => Read(request, JsonPointer.Root, reading);

    /// <summary>The same for a graph that stands within a part of a request.</summary>
    public static ParsedGraph? Read(IGraphRequest request, JsonPointer within, Reading reading)
    {
        var structure = within.Member("dag_structure");
        var (input, place) = request.DagStructure is not null ? (request.DagStructure, structure) : (request.Dag, within.Member("dag"));
        if (input is null || input.Json.ValueKind == JsonValueKind.Null)
        {
            reading.Errors.AddMissing(structure, $"{structure.ToString()[1..].Replace('/', '.')} is missing; {Expected}.");
            return null;
        }

        return reading.Errors.Try(() => Read(input.Json, place, reading));
    }

    /// <summary>The graph at a place of a request; null where it is flawed, which is noted.</summary>
    public static ParsedGraph? ReadAt(GraphInput input, JsonPointer place, Reading reading) =>
        reading.Errors.Try(() => Read(input.Json, place, reading));

    /// <summary>Marks every node that is not among the observed ones as latent; notes a mistake for a name that is no node.</summary>
    public static CausalGraph WithObserved(CausalGraph graph, IReadOnlyList<string>? observed, Reading reading)
    {
        if (observed is null)
        {
            return graph;
        }

        var latent = new SortedSet<int>(Enumerable.Range(0, graph.Nodes.Length));
        for (var i = 0; i < observed.Count; i++)
        {
            var node = string.IsNullOrEmpty(observed[i]) ? -1 : graph.IndexOf(observed[i]);
            if (node < 0)
            {
                var advice = Spelling.Advise(observed[i] ?? "", graph.Nodes, "name nodes only.");
                reading.Errors.AddMissing(ObservedNames.Item(i), $"'{observed[i]}' is not a node of the graph; {advice}");
            }

            else if (graph.Latent.Contains(node))
            {
                reading.Errors.Add(
                    ObservedNames.Item(i), $"'{observed[i]}' is latent in the graph and listed in observed; take it out of one of them.");
            }

            latent.Remove(node);
        }

        latent.UnionWith(graph.Latent);
        return graph with { Latent = [.. latent] };
    }

    private static ParsedGraph Read(JsonElement json, JsonPointer place, Reading reading)
    {
        var limits = reading.Limits.Graphs;
        var read = json.ValueKind switch
        {
            JsonValueKind.String => GraphTextParser.Parse(json.GetString()!, place.ToString(), limits),
            JsonValueKind.Object => new ParsedGraph(GraphObject.Read(json, place, reading), GraphRoles.None),
            _ => throw new InputException(place.ToString(), $"{place.Name} is {GraphObjectLanguages.DescribeOther(json)}, not a graph; {Expected}."),
        };
        GraphSize.Check(read.Graph.Nodes.Length, read.Graph.Edges.Length + read.Graph.Bidirected.Length, place, limits);
        return read;
    }
}
