using System.Collections.Immutable;
using System.Text.Json;
using Isl.Graphs;

namespace Isl.Identification;

/// <summary>What would make an effect identifiable: single changes, each verified by asking again with the change made.</summary>
internal static class Suggestions
{
    private const int MaxCandidates = 200;

    /// <summary>Verified suggestions, what costs the analyst least first: measuring something, then an experiment.</summary>
    public static ImmutableArray<Suggestion> Find(CausalGraph graph, CausalQuery query, CancellationToken budget, CancellationToken cancellation)
    {
        var suggestions = ImmutableArray.CreateBuilder<Suggestion>();
        foreach (var latent in graph.Latent.Take(MaxCandidates))
        {
            if (budget.IsCancellationRequested)
            {
                break;
            }

            var name = graph.Nodes[latent];
            if (Identifies(graph with { Latent = graph.Latent.Remove(latent) }, query, cancellation))
            {
                suggestions.Add(new Suggestion(
                    "measure_latent",
                    $"Measure {name}.",
                    $"With {name} observed, {Effect(query)} is identifiable.",
                    "critical",
                    new SuggestedAction("collect_data", Details(("variables", [name])))));
            }
        }

        foreach (var edge in graph.Bidirected.Take(MaxCandidates))
        {
            if (budget.IsCancellationRequested)
            {
                break;
            }

            var (a, b) = (graph.Nodes[edge.From], graph.Nodes[edge.To]);
            if (Identifies(WithCommonCauseObserved(graph, edge), query, cancellation))
            {
                suggestions.Add(new Suggestion(
                    "measure_common_cause",
                    $"Measure the common cause of {a} and {b}.",
                    $"With {a} <-> {b} replaced by an observed common cause, {Effect(query)} is identifiable.",
                    "critical",
                    new SuggestedAction("collect_data", Details(("common_cause_of", [a, b])))));
            }
        }

        if (Identifies(Randomised(graph, query.Treatments), query, cancellation))
        {
            var treatments = string.Join(" and ", query.Treatments);
            suggestions.Add(new Suggestion(
                "randomise",
                $"Randomise {treatments} in an experiment.",
                $"Randomising removes every arrow into {treatments}; {Effect(query)} is then the observed dependence.",
                suggestions.Count == 0 ? "critical" : "recommended",
                new SuggestedAction("manual_review", Details(("randomise", query.Treatments)))));
        }

        return suggestions.ToImmutable();
    }

    /// <summary>The effect asked for, as text.</summary>
    public static string Effect(CausalQuery query) => $"P({string.Join(", ", query.Outcomes)} | do({string.Join(", ", query.Treatments)}))";

    private static bool Identifies(CausalGraph changed, CausalQuery query, CancellationToken cancellation) =>
        IdAlgorithm.IsIdentifiable(
            new CausalDiagram(changed),
            [.. query.Treatments.Select(changed.IndexOf)],
            [.. query.Outcomes.Select(changed.IndexOf)],
            [],
            cancellation);

    private static CausalGraph WithCommonCauseObserved(CausalGraph graph, Edge edge)
    {
        var builder = new CausalGraphBuilder();
        var name = "common cause";
        while (graph.IndexOf(name) >= 0)
        {
            name += "-";
        }

        foreach (var node in graph.Nodes.Append(name))
        {
            builder.AddNode(node, "");
        }

        foreach (var (from, to) in graph.Edges)
        {
            builder.AddEdge(graph.Nodes[from], graph.Nodes[to], "");
        }

        builder.AddEdge(name, graph.Nodes[edge.From], "");
        builder.AddEdge(name, graph.Nodes[edge.To], "");
        foreach (var (a, b) in graph.Bidirected.Where(other => other != edge))
        {
            builder.AddBidirected(graph.Nodes[a], graph.Nodes[b], "");
        }

        foreach (var latent in graph.Latent)
        {
            builder.AddLatent(graph.Nodes[latent], "");
        }

        return builder.Build();
    }

    private static CausalGraph Randomised(CausalGraph graph, ImmutableArray<string> treatments)
    {
        var set = treatments.Select(graph.IndexOf).ToHashSet();
        return graph with
        {
            Edges = [.. graph.Edges.Where(edge => !set.Contains(edge.To))],
            Bidirected = [.. graph.Bidirected.Where(edge => !set.Contains(edge.From) && !set.Contains(edge.To))],
        };
    }

    private static ImmutableSortedDictionary<string, JsonElement> Details(params (string Name, IReadOnlyList<string> Values)[] details) =>
        details.ToImmutableSortedDictionary(detail => detail.Name, detail => JsonSerializer.SerializeToElement(detail.Values), StringComparer.Ordinal);
}
