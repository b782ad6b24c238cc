using System.Collections.Immutable;
using Isl.Grains.Drawing;
using Isl.Grains.GraphCore;
using Isl.Grains.Interfaces;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Words.Paths;

namespace Isl.Grains.Identification;

/// <summary>Lays graphs out, with an effect marked in them.</summary>
public static class DrawingAnswer
{
    /// <summary>The drawing asked for.</summary>
    /// <exception cref="InputException">A name is not a node or has two roles, or the graph is too large to be drawn.</exception>
    public static DrawingResult Compute(CausalGraph graph, DrawingQuestion question)
    {
        var names = new QueryNodes(graph);
        var treatments = names.Take(question.Treatments, "treatment", mayBeLatent: true);
        var outcomes = names.Take(question.Outcomes, "outcome", mayBeLatent: true);
        var adjusted = question.AdjustmentSet is { } set ? names.Take(set, "adjustment_set", mayBeLatent: true) : null;
        names.ThrowIfAny();
        var isRelevant = question.Only == DrawnPart.Relevant && treatments.Length + outcomes.Length > 0;
        var (drawn, places) = isRelevant ? GraphPart.Upstream(graph, [.. treatments, .. outcomes, .. adjusted ?? []]) : (graph, null);
        var kept = places is null ? null : new HashSet<string>(drawn.Nodes);
        RefuseLarge(drawn);
        return Of(
            graph,
            drawn,
            (Within(treatments), Within(outcomes), adjusted is null ? null : Within(adjusted)),
            question with { Positions = [.. question.Positions.Where(at => kept?.Contains(at.Node) != false)] });

        int[] Within(int[] nodes) => places is null ? nodes : [.. nodes.Select(node => places[node])];
    }

    private static DrawingResult Of(
        CausalGraph graph, CausalGraph drawn, (int[] Treatments, int[] Outcomes, int[]? Adjusted) effect, DrawingQuestion question)
    {
        var isClass = !drawn.Undirected.IsEmpty;
        var highlights = isClass
            ? GraphHighlights.None with { Marks = new GraphMarks(effect.Treatments, effect.Outcomes, effect.Adjusted ?? []) }
            : EffectHighlights.Of(drawn, effect.Treatments, effect.Outcomes, effect.Adjusted);
        int[] given = [.. highlights.Marks.Adjusted];
        var (directed, bidirected) = isClass ? ([], []) : EffectHighlights.Biasing(drawn, effect.Treatments, effect.Outcomes, given);
        var plan = GraphPlanner.Of(
            drawn,
            question.Direction == DrawingDirection.Down,
            question.Positions.ToDictionary(at => drawn.IndexOf(at.Node), at => new Point(at.X, at.Y)));
        var extent = plan.Extent();
        var edges = drawn.Edges.Length + drawn.Bidirected.Length + drawn.Undirected.Length;
        return new DrawingResult
        {
            Nodes = [.. Nodes(drawn, plan, highlights.Marks, question)],
            Edges = [.. Edges(drawn, plan, highlights, directed, bidirected)],
            View = new DrawnView(Rounded(extent.Left), Rounded(extent.Top), Rounded(extent.Width), Rounded(extent.Height)),
            Hidden = [.. graph.Nodes.Except(drawn.Nodes)],
            Adjustment = highlights.Adjustment,
            Svg = question.Format == DrawingFormat.Svg ? SvgDrawing.Draw(drawn, highlights, plan) : null,
            DagHash = DagHash.Of(graph).Value,
            Completion = Completion.Whole,
            Explanation = new Explanation(
                new GraphDrawn(drawn.Nodes.Length, edges, graph.Nodes.Length - drawn.Nodes.Length).Text,
                new LayoutReading(question.Direction == DrawingDirection.Down, question.Positions.Length).Text,
                new DocumentBasis(IsDrawing: true).Text,
                [],
                isClass && effect.Treatments.Length + effect.Outcomes.Length > 0 ? [new OpenEdgesNotMarked().Text] : [],
                1),
        };
    }

    private static IEnumerable<DrawnNode> Nodes(CausalGraph graph, GraphPlan plan, GraphMarks marks, DrawingQuestion question)
    {
        var kept = question.Positions.Select(at => at.Node).ToHashSet();
        for (var node = 0; node < graph.Nodes.Length; node++)
        {
            var box = plan.Boxes[node];
            yield return new DrawnNode(
                graph.Nodes[node],
                Rounded(box.X),
                Rounded(box.Y),
                Rounded(box.Width),
                Rounded(box.Height),
                [.. plan.Labels[node].Lines],
                RoleOf(marks, node),
                graph.Latent.BinarySearch(node) >= 0,
                graph.Selected.BinarySearch(node) >= 0,
                kept.Contains(graph.Nodes[node]));
        }
    }

    private static IEnumerable<DrawnEdge> Edges(
        CausalGraph graph, GraphPlan plan, GraphHighlights highlights, HashSet<int> biasing, HashSet<int> biasingBidirected)
    {
        for (var i = 0; i < graph.Edges.Length; i++)
        {
            var isBiasing = biasing.Contains(i);
            DrawnEdgeRole? role = highlights.Causal.Contains(i) ? DrawnEdgeRole.Causal
                : isBiasing || highlights.Confounding.Contains(i) ? DrawnEdgeRole.Confounding
                : null;
            yield return Edge(graph, graph.Edges[i], DrawnEdgeKind.Directed, plan.Directed[i], role, isBiasing);
        }

        for (var i = 0; i < graph.Bidirected.Length; i++)
        {
            var isBiasing = biasingBidirected.Contains(i);
            DrawnEdgeRole? role = isBiasing || highlights.ConfoundingBidirected.Contains(i) ? DrawnEdgeRole.Confounding : null;
            yield return Edge(graph, graph.Bidirected[i], DrawnEdgeKind.Bidirected, plan.Bidirected[i], role, isBiasing);
        }

        for (var i = 0; i < graph.Undirected.Length; i++)
        {
            yield return Edge(graph, graph.Undirected[i], DrawnEdgeKind.Undirected, plan.Undirected[i], role: null, isBiasing: false);
        }
    }

    private static DrawnEdge Edge(CausalGraph graph, Edge edge, DrawnEdgeKind kind, Line line, DrawnEdgeRole? role, bool isBiasing) =>
        new(graph.Nodes[edge.From], graph.Nodes[edge.To], kind, line.Data, role, isBiasing);

    private static DrawnRole? RoleOf(GraphMarks marks, int node) =>
        marks.Treatments.Contains(node) ? DrawnRole.Treatment
        : marks.Outcomes.Contains(node) ? DrawnRole.Outcome
        : marks.Adjusted.Contains(node) ? DrawnRole.Adjusted
        : null;

    private static double Rounded(double value) => Math.Round(value, 1, MidpointRounding.AwayFromZero);

    private static void RefuseLarge(CausalGraph graph)
    {
        var edges = graph.Edges.Length + graph.Bidirected.Length + graph.Undirected.Length;
        if (graph.Nodes.Length > SvgDrawing.MaxNodes || edges > SvgDrawing.MaxEdges)
        {
            throw new InputException(
                "/dag_structure", new GraphTooLargeToDraw(graph.Nodes.Length, edges, SvgDrawing.MaxNodes, SvgDrawing.MaxEdges).Text);
        }
    }
}
