using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Criteria;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Identification;

namespace Isl.Grains.Identification;

/// <summary>Answers queries about controlled direct effects: what treatments do to outcomes while mediators are set to a value.</summary>
/// <remarks>
/// Source: Pearl (2009), section 4.5.3 (definition 4.5.1): the effect is a contrast of P(outcomes | do(treatments, mediators)), so it is answered as
/// the total effect of both together. With every other cause of the outcomes held fixed it is the weight of one edge.
/// </remarks>
internal static class DirectEffectAnswer
{
    /// <summary>Answers a query.</summary>
    /// <exception cref="InputException">A name is no node or has two roles, or a mediator is not observed.</exception>
    public static IdentificationResult Compute(CausalGraph graph, CausalQuery query, Dataset? data, WorkBudget budget)
    {
        var joint = Resolve(graph, query);
        var held = joint.Direct!.Mediators!.Value;
        ImmutableArray<string> causes = [.. joint.Treatments.Except(held)];
        var (isZero, other) = Rest(graph, Nodes(causes), Nodes(joint.Outcomes), Nodes(held));
        var answer = graph.Undirected.IsEmpty
            ? IdentificationAnswer.Compute(graph, joint, data, budget, forbidden: null)
            : ClassAnswer.Compute(graph, joint, data, budget);
        var otherPath = other is null ? null : PathStep.Format(other, graph.Nodes);
        return answer with
        {
            DirectEffect = new DirectEffect(held, isZero, otherPath),
            Explanation = answer.Explanation with
            {
                Summary = isZero && held.Length > 0 ? new NoDirectEffect(joint, causes).Text : answer.Explanation.Summary,
                Reasoning = Wording.Paragraph(new MediatorsHeld(joint, causes).Text, answer.Explanation.Reasoning),
                Caveats = [.. Caveats(joint, causes, otherPath, query.Direct!.Mediators is not null).Texts(), .. answer.Explanation.Caveats],
            },
        };

        int[] Nodes(ImmutableArray<string> names) => [.. names.Select(graph.IndexOf)];
    }

    /// <summary>The query about treatments and mediators together; the same query where it is no direct effect that is asked for.</summary>
    /// <exception cref="InputException">A name is no node or has two roles, or a mediator is not observed.</exception>
    public static CausalQuery Resolve(CausalGraph graph, CausalQuery query)
    {
        if (query.Direct is not { } direct)
        {
            return query;
        }

        var names = new QueryNodes(graph);
        ImmutableArray<string> causes = [.. query.Treatments.Except(direct.Mediators ?? [])];
        var treatments = names.Take(causes, "treatment", mayBeLatent: true);
        var outcomes = names.Take(query.Outcomes, "outcome", mayBeLatent: true);
        names.Take(direct.Mediators ?? [], "mediator", member: "mediators");
        names.Take(query.Conditions, "condition", member: "conditions");
        names.ThrowIfAny();
        var held = direct.Mediators ?? Between(graph, treatments, outcomes, query.Conditions);
        return query with
        {
            Treatments = [.. causes.Concat(held).Order(StringComparer.Ordinal)],
            AdjustmentSet = query.AdjustmentSet is { } set ? [.. set.Except(held)] : null, // what is set is conditioned on in any case
            Direct = new DirectQuestion(held),
        };
    }

    /// <summary>Every observed node on a causal path.</summary>
    private static ImmutableArray<string> Between(CausalGraph graph, int[] treatments, int[] outcomes, ImmutableArray<string> conditions)
    {
        if (!graph.Undirected.IsEmpty)
        {
            throw new InputException(
                "/mediators",
                "mediators is missing; where edges have no direction the DAGs that the graph stands for can differ in what lies on a causal path, so "
                    + "name what is to be held fixed.");
        }

        var adjustment = new Adjustment(new CausalDiagram(graph), treatments, outcomes);
        return
        [
            .. Enumerable.Range(0, graph.Nodes.Length)
                .Where(node => adjustment.IsOnCausalPath(node) && !outcomes.Contains(node)
                    && graph.Latent.BinarySearch(node) < 0 && graph.Selected.BinarySearch(node) < 0)
                .Select(node => graph.Nodes[node])
                .Except(conditions),
        ];
    }

    /// <summary>Does nothing run past the mediators, in any DAG the graph stands for? And a directed path past them of more than one edge.</summary>
    private static (bool IsZero, List<PathStep>? Path) Rest(CausalGraph graph, int[] causes, int[] outcomes, int[] held)
    {
        var next = Enumerable.Range(0, graph.Nodes.Length).ToDictionary(node => node, _ => new List<int>());
        foreach (var edge in graph.Edges)
        {
            next[edge.From].Add(edge.To);
        }

        var path = FindPath(next, causes, outcomes, held);
        foreach (var edge in graph.Undirected)
        {
            next[edge.From].Add(edge.To);
            next[edge.To].Add(edge.From);
        }

        var hasEdge = causes.Any(cause => outcomes.Any(next[cause].Contains));
        return (!hasEdge && FindPath(next, causes, outcomes, held) is null, path);
    }

    /// <summary>A shortest path of more than one edge that enters neither a cause nor what is held; null where there is none.</summary>
    private static List<PathStep>? FindPath(Dictionary<int, List<int>> next, int[] causes, int[] outcomes, int[] held)
    {
        var before = new Dictionary<int, int>();
        var waiting = new Queue<int>(causes);
        while (waiting.TryDequeue(out var node))
        {
            foreach (var child in next[node])
            {
                var isShort = causes.Contains(node) && outcomes.Contains(child);
                if (isShort || causes.Contains(child) || held.Contains(child) || !before.TryAdd(child, node))
                {
                    continue;
                }

                if (outcomes.Contains(child))
                {
                    return Trace(before, child);
                }

                waiting.Enqueue(child);
            }
        }

        return null;
    }

    private static List<PathStep> Trace(Dictionary<int, int> before, int end)
    {
        var path = new List<PathStep> { new(end, Arrow.None) };
        for (var node = end; before.TryGetValue(node, out var parent); node = parent)
        {
            path.Add(new PathStep(parent, Arrow.Forward));
        }

        path.Reverse();
        return path;
    }

    private static IEnumerable<Finding> Caveats(CausalQuery joint, ImmutableArray<string> causes, string? otherPath, bool isNamed)
    {
        if (joint.Direct!.Mediators!.Value.IsEmpty)
        {
            yield return new NothingHeld(joint, causes, isNamed);
        }
        else if (otherPath is not null)
        {
            yield return new PathPastMediators(joint, otherPath);
        }
    }
}
