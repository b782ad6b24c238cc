using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Regression;

namespace Isl.Grains.Fitting.Forms;

/// <summary>The rows of one equation: those in which neither the variable nor a parent is missing.</summary>
/// <param name="Target">The variable.</param>
/// <param name="Y">Its values.</param>
/// <param name="Parents">Its parents, in the graph's order.</param>
/// <param name="Columns">Their values, as designs take them.</param>
/// <param name="Weights">One for each row; empty for none.</param>
/// <param name="AreFrequencies">Do the weights count equal rows?</param>
internal sealed record EquationData(
    FitColumn Target, double[] Y, IReadOnlyList<FitColumn> Parents, IReadOnlyList<DesignColumn> Columns, double[] Weights, bool AreFrequencies)
{
    /// <summary>Rows.</summary>
    public int Rows => Y.Length;

    /// <summary>The rows that count: the sum of the weights where they are frequencies.</summary>
    public double Size => AreFrequencies && Weights.Length > 0 ? Weights.Sum() : Rows;

    /// <summary>The rows of an equation.</summary>
    /// <param name="table">The table.</param>
    /// <param name="target">The variable's number.</param>
    /// <param name="parents">Its parents' numbers.</param>
    /// <param name="mayBeConstant">Is a variable that does not vary no mistake?</param>
    /// <exception cref="InputException">No row is left, or the variable has one value in all that are.</exception>
    public static EquationData Of(FitTable table, int target, IReadOnlyList<int> parents, bool mayBeConstant = false)
    {
        var own = table.Columns[target];
        var others = parents.Select(parent => table.Columns[parent]).ToList();
        var rows = Enumerable.Range(0, table.Rows)
            .Where(row => !double.IsNaN(own.Values[row]) && others.TrueForAll(other => !double.IsNaN(other.Values[row])))
            .ToArray();
        var y = Of(own.Values, rows);
        if (rows.Length == 0 || (!mayBeConstant && y.AsSpan().IndexOfAnyExcept(y[0]) < 0))
        {
            throw new InputException(
                "/data",
                rows.Length == 0
                    ? $"No row has values of {string.Join(", ", others.Select(other => other.Name).Prepend(own.Name))} together; fill them in."
                    : $"Column '{own.Name}' holds the same value in every row that its equation can use; leave it out of the graph.");
        }

        return new EquationData(
            own,
            y,
            others,
            [.. others.Select(other => new DesignColumn(other.Name, Of(other.Values, rows), other.HasLevels ? other.Levels : []))],
            table.Weights.Length == 0 ? [] : Of(table.Weights, rows),
            table.AreFrequencies);
    }

    /// <summary>The same, of the rows listed.</summary>
    public EquationData OfRows(int[] rows) => this with
    {
        Y = Of(Y, rows),
        Columns = [.. Columns.Select(column => column.Of(rows))],
        Weights = Weights.Length == 0 ? [] : Of(Weights, rows),
    };

    /// <summary>The mean of values by row, weighted.</summary>
    public double Mean(ReadOnlySpan<double> values)
    {
        var (sum, total) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
        {
            var weight = Weights.Length == 0 ? 1 : Weights[i];
            sum += weight * values[i];
            total += weight;
        }

        return sum / total;
    }

    /// <summary>Values of rows; those of all rows, in their order, are not copied.</summary>
    private static double[] Of(double[] values, int[] rows)
    {
        if (rows.Length > 0 && rows.Length == values.Length && rows[0] == 0 && rows[^1] == rows.Length - 1)
        {
            return values;
        }

        var some = new double[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            some[i] = values[rows[i]];
        }

        return some;
    }
}
