using System.Collections.Immutable;
using Isl.Grains.GraphCore;
using Isl.Grains.Identification.Criteria;
using Isl.Grains.Identification.Id;
using Isl.Grains.Interfaces.Alignment;
using Isl.Grains.Interfaces.Graphs;

namespace Isl.Grains.Alignment;

/// <summary>What a graph says of an effect: whether there can be one, whether data tell it, and what to adjust for.</summary>
internal sealed class EffectVerdict
{
    private readonly Adjustment? _adjustment;
    private readonly CausalGraph _graph;

    private EffectVerdict(CausalGraph graph, EffectDecision decision, Adjustment? adjustment) =>
        (_graph, Decision, _adjustment) = (graph, decision, adjustment);

    /// <summary>What it says.</summary>
    public EffectDecision Decision { get; }

    /// <summary>Reads a graph.</summary>
    public static EffectVerdict Of(CausalGraph graph, string treatment, string outcome, CancellationToken cancellation)
    {
        var (from, to) = (graph.IndexOf(treatment), graph.IndexOf(outcome));
        if (from < 0 || to < 0)
        {
            return new EffectVerdict(graph, new EffectDecision(null, null, null), null);
        }

        var diagram = new CausalDiagram(graph);
        var adjustment = new Adjustment(diagram, [from], [to]);
        var smallest = adjustment.FindSmallest();
        return new EffectVerdict(
            graph,
            new EffectDecision(
                diagram.Descendants([from])[to],
                smallest is not null || IdAlgorithm.IsIdentifiable(diagram, [from], [to], [], cancellation),
                smallest?.Select(node => graph.Nodes[node]).Order(StringComparer.Ordinal).ToImmutableArray()),
            adjustment);
    }

    /// <summary>
    /// Whether another graph comes to the same decision: the same on whether there is an effect and whether data tell it, and the set chosen by it
    /// suffices here too.
    /// </summary>
    public bool AgreesWith(EffectVerdict chosen)
    {
        var (own, other) = (Decision, chosen.Decision);
        if (own.Acts != other.Acts || own.Identified != other.Identified || own.AdjustmentSet is null != other.AdjustmentSet is null)
        {
            return false;
        }

        if (own.Acts is not true || other.AdjustmentSet is not { } set)
        {
            return true; // without an effect nobody adjusts
        }

        int[] nodes = [.. set.Select(_graph.IndexOf)];
        return nodes.All(node => node >= 0) && _adjustment!.IsValid(nodes);
    }
}
