using System.Text.Json;

namespace Isl.Client;

/// <summary>Whether an effect is identifiable, and how.</summary>
public sealed class IdentificationAnswer : Answer
{
    internal IdentificationAnswer(JsonElement json)
        : base(json)
    {
    }

    /// <summary><c>identifiable</c>, <c>uncertain</c> or <c>cannot_identify</c>.</summary>
    public string Status => Text("status");

    /// <summary>Whether it is.</summary>
    public bool IsIdentifiable => Status == "identifiable";

    /// <summary>The formula by which; empty where there is none.</summary>
    public string Formula => Text("identification_formula");

    /// <summary>Every minimal adjustment set; one that is empty says that nothing need be adjusted for.</summary>
    public IReadOnlyList<IReadOnlyList<string>> AdjustmentSets =>
        [.. this["adjustment_sets"].EnumerateArray().Select(set => set.EnumerateArray().Select(name => name.GetString()!).ToArray())];
}

/// <summary>Which graph data or sentences suggest.</summary>
public sealed class DiscoveryAnswer : Answer
{
    internal DiscoveryAnswer(JsonElement json)
        : base(json)
    {
    }

    /// <summary>The edges.</summary>
    public IReadOnlyList<DiscoveredEdge> Edges =>
        [.. this["edges_detail"].EnumerateArray().Select(edge => new DiscoveredEdge(
            edge.GetProperty("from").GetString()!,
            edge.GetProperty("to").GetString()!,
            NumberOf(edge, "weight"),
            NumberOf(edge, "confidence")))];

    /// <summary>The graph, to be asked about.</summary>
    public Graph Graph
    {
        get
        {
            var graph = new Graph();
            foreach (var node in this["dag", "nodes"].EnumerateArray())
            {
                graph.Node(node.GetString()!);
            }

            foreach (var edge in this["dag", "edges"].EnumerateArray())
            {
                graph.Edge(edge[0].GetString()!, edge[1].GetString()!);
            }

            return graph;
        }
    }

    private static double? NumberOf(JsonElement edge, string name) =>
        edge.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}

/// <summary>An edge that was found.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
/// <param name="Weight">The linear effect, in the data's own units; null where the algorithm gives none.</param>
/// <param name="Confidence">How likely the edge and its direction are right, 0 to 1; null where that is not known.</param>
public sealed record DiscoveredEdge(string From, string To, double? Weight, double? Confidence);

/// <summary>What the variables would be.</summary>
public sealed class CounterfactualAnswer : Answer
{
    internal CounterfactualAnswer(JsonElement json)
        : base(json)
    {
    }

    /// <summary>The mean of each variable.</summary>
    public IReadOnlyDictionary<string, double> Means => Numbers("prediction");

    /// <summary>The standard deviation of each.</summary>
    public IReadOnlyDictionary<string, double> StandardDeviations => Numbers("uncertainty");

    private Dictionary<string, double> Numbers(string name) =>
        this["prediction", name].EnumerateObject().ToDictionary(one => one.Name, one => one.Value.GetDouble());
}
