using Isl.Grains.Data;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Fitting;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Regression;

namespace Isl.Grains.Fitting.Forms;

/// <summary>The columns of a graph's variables and the weights, in an order of the rows that their content alone decides.</summary>
/// <param name="Columns">One for each node, in the graph's order.</param>
/// <param name="Weights">One for each row; empty for none.</param>
/// <param name="AreFrequencies">Do the weights count equal rows?</param>
/// <param name="Rows">Rows.</param>
internal sealed record FitTable(IReadOnlyList<FitColumn> Columns, double[] Weights, bool AreFrequencies, int Rows)
{
    /// <summary>Reads a table for a graph, all of whose nodes are columns.</summary>
    /// <param name="data">The table.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="reading">How the table was read.</param>
    /// <param name="weights">The column of weights; null for none.</param>
    /// <param name="seed">Seed of the order.</param>
    public static FitTable Of(Dataset data, CausalGraph graph, TableReading reading, WeightColumn? weights, long seed)
    {
        var places = graph.Nodes.Select(node => data.Variables.IndexOf(node)).ToList();
        var weight = weights is null ? -1 : data.Variables.IndexOf(weights.Column);
        var used = weight < 0 || places.Contains(weight) ? places : [.. places, weight];
        var content = used
            .OrderBy(place => data.Variables[place], StringComparer.Ordinal)
            .Select(place => Canonical(data.Column(place)))
            .ToList();
        var order = RowOrder.Of(data.Rows, content, seed);
        if (weight >= 0)
        {
            var all = data.Column(weight).ToArray();
            order = [.. order.Where(row => all[row] > 0)]; // a row of weight 0 is no row
        }

        var columns = places
            .Select(place => FitColumn.Of(TypedColumn.Of(data, place, reading.Of(data.Variables[place])), order))
            .ToList();
        return new FitTable(columns, weight < 0 ? [] : Ordered(data.Column(weight), order), weights?.AreFrequencies == true, order.Length);
    }

    private static double[] Canonical(ReadOnlySpan<double> cells)
    {
        var values = cells.ToArray();
        foreach (ref var value in values.AsSpan())
        {
            value = double.IsNaN(value) ? double.NaN : value + 0.0;
        }

        return values;
    }

    private static double[] Ordered(ReadOnlySpan<double> cells, int[] order)
    {
        var values = new double[order.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = cells[order[i]];
        }

        return values;
    }
}
