using Isl.Grains.Data;
using Isl.Grains.Fitting.Forms;
using Isl.Grains.Interfaces.Data;
using Isl.Grains.Interfaces.Discovery;
using Isl.Grains.Interfaces.Errors;
using Isl.Grains.Interfaces.Graphs;
using Isl.Grains.Regression;

namespace Isl.Grains.Attribution;

/// <summary>Two tables read alike: texts have the same codes in both, and a column is of the same kind.</summary>
/// <param name="Before">The first table.</param>
/// <param name="After">The second table.</param>
/// <param name="Pooled">The rows of both, in an order that does not tell which is which.</param>
internal sealed record TablePair(FitTable Before, FitTable After, FitTable Pooled)
{
    /// <summary>Reads two tables for a graph, all of whose nodes are columns of both.</summary>
    /// <exception cref="InputException">A column holds texts in one table and numbers in the other.</exception>
    public static TablePair Of(Dataset before, TableReading beforeReading, Dataset after, TableReading afterReading, CausalGraph graph, long seed)
    {
        var first = FitTable.Of(before, graph, beforeReading, null, seed);
        var second = FitTable.Of(after, graph, afterReading, null, seed);
        var (errors, left, right) = (new List<InputError>(), new List<FitColumn>(), new List<FitColumn>());
        foreach (var (one, other) in first.Columns.Zip(second.Columns))
        {
            if (one.IsText != other.IsText)
            {
                errors.Add(new InputError(
                    "/after", $"Column '{one.Name}' holds texts in one table and numbers in the other; write it alike in both."));
                continue;
            }

            var (a, b) = Alike(one, other);
            left.Add(a);
            right.Add(b);
        }

        return errors.Count > 0
            ? throw new InputException([.. errors])
            : new TablePair(first with { Columns = left }, second with { Columns = right }, Pool(left, right, seed));
    }

    private static (FitColumn A, FitColumn B) Alike(FitColumn one, FitColumn other)
    {
        if (one.IsText)
        {
            var levels = one.Levels.Concat(other.Levels).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
            one = Recoded(one, levels);
            other = Recoded(other, levels);
        }

        var distinct = one.Values.Concat(other.Values).Distinct().Count();
        var kind = ColumnKinds.Of(one.IsText, distinct, one.Values.Length + other.Values.Length);
        var areCounts = one.AreCounts && other.AreCounts;
        return (
            one with { Kind = kind, Distinct = distinct, AreCounts = areCounts },
            other with { Kind = kind, Distinct = distinct, AreCounts = areCounts });
    }

    private static FitColumn Recoded(FitColumn column, List<string> levels) => column with
    {
        Levels = [.. levels],
        Values = [.. column.Values.Select(code => (double)levels.IndexOf(column.Levels[(int)code]))],
    };

    private static FitTable Pool(List<FitColumn> left, List<FitColumn> right, long seed)
    {
        var all = left.Zip(right, (a, b) => a with { Values = [.. a.Values, .. b.Values] }).ToList();
        var rows = all[0].Values.Length;
        var order = RowOrder.Of(rows, [.. all.OrderBy(column => column.Name, StringComparer.Ordinal).Select(column => column.Values)], seed);
        return new FitTable([.. all.Select(column => column with { Values = [.. order.Select(row => column.Values[row])] })], [], false, rows);
    }
}
