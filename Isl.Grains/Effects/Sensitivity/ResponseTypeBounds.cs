using System.Collections.Immutable;
using Isl.Grains.Effects.Samples;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Interfaces.Sensitivity;
using Isl.Grains.Numerics;
using Isl.Grains.Sensitivity;

namespace Isl.Grains.Effects.Sensitivity;

/// <summary>Bounds by the response types of the graph, from what of it was measured in levels.</summary>
/// <remarks>Source: see <see cref="GraphResponses"/>. What is not in the rows counts as hidden: the bounds hold, and are wider.</remarks>
internal static class ResponseTypeBounds
{
    /// <summary>The name of no node: no name holds a control character.</summary>
    private const string Weight = "\u0001";

    /// <summary>The nodes besides treatment and outcome that such bounds can use: columns without a gap, of 2 to 20 levels.</summary>
    public static ImmutableArray<string> Nodes(ColumnCatalog catalog, CausalGraph graph) =>
    [
        .. Measured(graph)
            .Where(name => catalog.Has(name) && catalog.TroubleWith(name) is null)
            .Where(name => IsOfLevels(catalog.Column(name).Values)),
    ];

    /// <summary>The bounds and the nodes that they use; null where the graph or the rows do not suit, or nothing else was measured.</summary>
    /// <param name="data">The rows; treatment and outcome have two levels.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="arm">The arm whose effect is asked for.</param>
    /// <param name="budget">Ends it.</param>
    public static (GraphBounds Bounds, ImmutableArray<string> Nodes)? Of(EstimationData data, CausalGraph graph, int arm, WorkBudget budget)
    {
        ImmutableArray<string> roles = [data.Treatment.Name, data.OutcomeName];
        ImmutableArray<string> others =
        [
            .. Measured(graph).Where(name => !roles.Contains(name) && data.Columns.TryGetValue(name, out var column) && IsOfLevels(column.Values)),
        ];
        if (others.IsEmpty || !graph.Selected.IsEmpty || !graph.Undirected.IsEmpty)
        {
            return null;
        }

        ImmutableArray<double[]> columns =
        [
            [.. data.Treatment.Arms.Select(own => own == arm ? 1.0 : 0)],
            data.Outcome,
            .. others.Select(name => data.Columns[name].Values),
            [.. Enumerable.Range(0, data.Rows).Select(data.Weight)],
        ];
        var rows = new Dataset([.. roles, .. others, Weight], data.Rows, [.. columns.SelectMany(column => column)]);
        var question = new BoundsQuestion(
            roles[0], roles[1], "0", "1", null, null, Weight, [], null, graph, [BoundsKind.ResponseTypes], TableReading.Plain);
        try
        {
            return GraphResponses.Of(question, new BoundsData(question, rows), budget) is { } bounds ? (bounds, [.. roles, .. others]) : null;
        }
        catch (InputException)
        {
            return null; // too large, or a setting that no row has
        }
    }

    private static IEnumerable<string> Measured(CausalGraph graph) => graph.Nodes.Where((_, node) => !graph.Latent.Contains(node));

    private static bool IsOfLevels(double[] values) =>
        Array.TrueForAll(values, double.IsFinite) && values.Distinct().Take(BoundsData.MostLevels + 1).Count() is >= 2 and <= BoundsData.MostLevels;
}
