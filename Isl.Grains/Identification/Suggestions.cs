using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Criteria;
using Isl.Grains.Identification.Id;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Identification;
using Isl.Grains.Numerics;
using Isl.Grains.Words;
using Isl.Grains.Words.Identification;

namespace Isl.Grains.Identification;

/// <summary>What would make an effect identifiable: single changes, each verified by asking again with the change made.</summary>
/// <remarks>
/// A change that leaves both forests of a hedge as they are leaves the effect unidentifiable, so only changes that touch the hedge found are
/// tried: latents, and the causes behind bidirected edges inside the forest; mediators on its causal edges out of the treatments.
/// </remarks>
internal static class Suggestions
{
    /// <summary>Changes tried of one kind in a graph of up to a hundred nodes; fewer in larger ones, so that the work stays bounded.</summary>
    private const int MaxCandidates = 200;

    private const int NodesTimesCandidates = 20_000;

    /// <summary>Verified suggestions, what costs the analyst least first: measuring, a new mediator, an experiment, a new instrument.</summary>
    /// <param name="graph">The graph in which the effect is not identifiable.</param>
    /// <param name="query">The query.</param>
    /// <param name="hedge">The hedge found.</param>
    /// <param name="hasInstrument">Whether the graph has an instrument already.</param>
    /// <param name="budget">When spent, it ends with the best it has; when cancelled, it throws.</param>
    public static ImmutableArray<Suggestion> Find(
        CausalGraph graph,
        CausalQuery query,
        Hedge hedge,
        bool hasInstrument,
        WorkBudget budget)
    {
        var forest = hedge.Forest.Select(graph.IndexOf).ToHashSet();
        var search = new Search(graph, query, budget);
        var latents = search.Verified(graph.Latent.Select(node => new GraphChange { Observe = [graph.Nodes[node]] }));
        var causes = search.Verified(graph.Bidirected
            .Where(edge => forest.Contains(edge.From) && forest.Contains(edge.To))
            .Select(edge => CommonCauseMeasured(graph, edge)));
        var mediators = search.Verified(MediatedEdges(graph, query, forest).Select(edge => MediatorMeasured(graph, edge)));
        var randomised = search.Verified(RandomisedTreatments(query));
        var suggestions = ImmutableArray.CreateBuilder<Suggestion>();
        foreach (var change in latents)
        {
            var latent = change.Observe[0];
            suggestions.Add(Suggest(
                "measure_latent",
                change,
                "critical",
                "collect_data",
                new MeasureLatent(latent),
                new IdentifiableOnceObserved(query, latent)));
        }

        foreach (var change in causes)
        {
            var (a, b) = change.RemoveBidirected[0];
            suggestions.Add(Suggest(
                "measure_common_cause",
                change,
                "critical",
                "collect_data",
                new MeasureCommonCause(a, b),
                new IdentifiableOnceCauseMeasured(query, a, b)));
        }

        foreach (var change in mediators)
        {
            var (from, to) = change.RemoveEdges[0];
            suggestions.Add(Suggest(
                "measure_mediator",
                change,
                suggestions.Count == 0 ? "critical" : "recommended",
                "add_edges",
                new MeasureMediator(from, to),
                new IdentifiableOnceMediated(query, from, change.AddNodes[0], to)));
        }

        foreach (var change in randomised)
        {
            suggestions.Add(Suggest(
                "randomise",
                change,
                suggestions.Count == 0 ? "critical" : "recommended",
                "manual_review",
                new Randomise(change.Randomise),
                new IdentifiableOnceRandomised(query, change.Randomise)));
        }

        if (!hasInstrument && NewInstrument(graph, query) is { } instrument && search.IsIdentifiedByInstrument(instrument))
        {
            suggestions.Add(Suggest(
                "find_instrument",
                instrument,
                "optional",
                "collect_data",
                new FindInstrument(query),
                new IdentifiableByNewInstrument(query, instrument.AddNodes[0])));
        }

        return suggestions.ToImmutable();
    }

    /// <summary>Treatments and outcomes that are not observed: measuring them all, if the effect is then identifiable.</summary>
    public static ImmutableArray<Suggestion> ForLatent(CausalGraph graph, CausalQuery query, ImmutableArray<string> latent, WorkBudget budget) =>
    [
        .. new Search(graph, query, budget).Verified([new GraphChange { Observe = latent }])
            .Where(_ => graph.Nodes.Length <= IdentificationFacts.MaxEnumeratedNodes && graph.Selected.IsEmpty)
            .Select(change => Suggest(
                "measure_latent",
                change,
                "critical",
                "collect_data",
                new MeasureLatent(Wording.And(latent)),
                new IdentifiableOnceObserved(query, Wording.And(latent)))),
    ];

    private static Suggestion Suggest(string type, GraphChange change, string priority, string action, Finding description, Finding detail) =>
        new(type, description.Text, detail.Text, priority, new SuggestedAction(action, change.ToDetails()));

    private static GraphChange CommonCauseMeasured(CausalGraph graph, Edge edge)
    {
        var (a, b) = (graph.Nodes[edge.From], graph.Nodes[edge.To]);
        var name = GraphChange.NewName(graph, $"cause_of_{a}_and_{b}");
        return new GraphChange { AddNodes = [name], AddEdges = [(name, a), (name, b)], RemoveBidirected = [(a, b)] };
    }

    private static GraphChange MediatorMeasured(CausalGraph graph, Edge edge)
    {
        var (from, to) = (graph.Nodes[edge.From], graph.Nodes[edge.To]);
        var name = GraphChange.NewName(graph, $"mediator_of_{from}_and_{to}");
        return new GraphChange { AddNodes = [name], AddEdges = [(from, name), (name, to)], RemoveEdges = [(from, to)] };
    }

    /// <summary>Causal edges that leave a treatment within the forest.</summary>
    private static IEnumerable<Edge> MediatedEdges(CausalGraph graph, CausalQuery query, HashSet<int> forest)
    {
        var above = new CausalDiagram(graph).Ancestors([.. query.Outcomes.Select(graph.IndexOf)]);
        var treatments = query.Treatments.Select(graph.IndexOf).ToHashSet();
        return graph.Edges.Where(edge =>
            treatments.Contains(edge.From) && forest.Contains(edge.From) && above[edge.To] && !treatments.Contains(edge.To));
    }

    /// <summary>Each treatment alone, then all of them.</summary>
    private static IEnumerable<GraphChange> RandomisedTreatments(CausalQuery query)
    {
        foreach (var treatment in query.Treatments)
        {
            yield return new GraphChange { Randomise = [treatment] };
        }

        if (query.Treatments.Length > 1)
        {
            yield return new GraphChange { Randomise = query.Treatments };
        }
    }

    private static GraphChange? NewInstrument(CausalGraph graph, CausalQuery query)
    {
        if (query.Treatments.Length != 1 || query.Outcomes.Length != 1 || query.Conditions.Length > 0)
        {
            return null;
        }

        var name = GraphChange.NewName(graph, $"instrument_for_{query.Treatments[0]}");
        return new GraphChange { AddNodes = [name], AddEdges = [(name, query.Treatments[0])] };
    }

    /// <summary>Tries changes within a bound on their number.</summary>
    private sealed class Search(CausalGraph graph, CausalQuery query, WorkBudget budget)
    {
        private readonly int _candidates = Math.Max(1, Math.Min(MaxCandidates, NodesTimesCandidates / Math.Max(1, graph.Nodes.Length)));

        /// <summary>Those of the changes that make the effect identifiable.</summary>
        public List<GraphChange> Verified(IEnumerable<GraphChange> changes)
        {
            var verified = new List<GraphChange>();
            foreach (var change in changes.Take(_candidates))
            {
                if (budget.IsSpent)
                {
                    break;
                }

                var changed = change.Apply(graph);
                var (treatments, outcomes, conditions) = Nodes(changed);
                if (IdAlgorithm.IsIdentifiable(new CausalDiagram(changed), treatments, outcomes, conditions, budget.Cancellation))
                {
                    verified.Add(change);
                }
            }

            return verified;
        }

        /// <summary>Does the change give the treatment an instrument?</summary>
        public bool IsIdentifiedByInstrument(GraphChange change)
        {
            var changed = change.Apply(graph);
            var (treatments, outcomes, _) = Nodes(changed);
            return new Instruments(new CausalDiagram(changed), treatments[0], outcomes[0]).FindFor(changed.IndexOf(change.AddNodes[0])) is not null;
        }

        private (int[] Treatments, int[] Outcomes, int[] Conditions) Nodes(CausalGraph changed) =>
            (
                [.. query.Treatments.Select(changed.IndexOf)],
                [.. query.Outcomes.Select(changed.IndexOf)],
                [.. query.Conditions.Select(changed.IndexOf)]);
    }
}
