using System.Text.Json;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Tests.Golden;

/// <summary>Reads the golden files beside the tests.</summary>
internal static class GoldenCases
{
    public static string PathOf(params string[] parts) => Path.Combine([AppContext.BaseDirectory, "Golden", .. parts]);

    public static IEnumerable<JsonElement> Lines(string file) =>
        File.ReadLines(PathOf("identification", file)).Where(line => line.Length > 0).Select(line => JsonDocument.Parse(line).RootElement);

    public static CausalGraph Graph(JsonElement json)
    {
        var builder = new CausalGraphBuilder();
        foreach (var node in json.GetProperty("nodes").EnumerateArray())
        {
            builder.AddNode(node.GetString()!, "");
        }

        foreach (var edge in json.GetProperty("edges").EnumerateArray())
        {
            builder.AddEdge(edge[0].GetString()!, edge[1].GetString()!, "");
        }

        if (json.TryGetProperty("bidirected", out var bidirected))
        {
            foreach (var edge in bidirected.EnumerateArray())
            {
                builder.AddBidirected(edge[0].GetString()!, edge[1].GetString()!, "");
            }
        }

        if (json.TryGetProperty("latent", out var latent))
        {
            foreach (var node in latent.EnumerateArray())
            {
                builder.AddLatent(node.GetString()!, "");
            }
        }

        return builder.Build();
    }

    public static string[] Strings(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];

    public static int[] Nodes(CausalGraph graph, JsonElement names) => [.. Strings(names).Select(graph.IndexOf)];

    public static string Text(CausalGraph graph, IEnumerable<int[]> sets) =>
        string.Join(
            " ",
            sets.Select(set => $"{{{string.Join(",", set.Select(node => graph.Nodes[node]).Order(StringComparer.Ordinal))}}}")
                .Order(StringComparer.Ordinal));

    public static string Text(JsonElement sets) =>
        string.Join(
            " ",
            sets.EnumerateArray().Select(set => $"{{{string.Join(",", Strings(set).Order(StringComparer.Ordinal))}}}").Order(StringComparer.Ordinal));
}
