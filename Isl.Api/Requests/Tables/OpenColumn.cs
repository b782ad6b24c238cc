using System.Collections.Immutable;
using System.Globalization;
using Isl.Grains.Interfaces.Data;

namespace Isl.Api.Requests.Tables;

/// <summary>A column read as it is: gaps stay gaps, texts become codes, and what stands in the way is told and not refused.</summary>
/// <param name="Reading">How it was read; null where it is plainly numbers.</param>
/// <param name="Flaws">The first cell of each sort that holds no usable value.</param>
internal sealed record OpenColumn(ColumnReading? Reading, ImmutableArray<TableFlaw> Flaws)
{
    private const int MostFlaws = 3;
    private const int LongestFlaw = 40;

    /// <summary>Reads a column and writes its numbers; a cell without one holds NaN.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="column">What was read.</param>
    /// <param name="format">How its numbers are written.</param>
    /// <param name="cells">Holds the column; overwritten.</param>
    /// <param name="mostLabels">Most texts that are kept by name, the most frequent ones.</param>
    public static OpenColumn Read(
        string name, TableColumn column, FormatDecision format, Span<double> cells, int mostLabels = TableReading.MostCategories)
    {
        var counts = new int[column.Others.Count];
        var (numbers, texts) = (0, 0);
        foreach (var cell in cells)
        {
            if (!double.IsNaN(cell))
            {
                numbers += Math.Abs(cell) <= ColumnCheck.MaxMagnitude ? 1 : 0;
            }
            else if (TableColumn.IndexOf(cell) is var at && at >= 0 && at < counts.Length)
            {
                counts[at]++;
                texts += column.Others[at].Kind == CellKind.Text ? 1 : 0;
            }
        }

        // A few texts among numbers are slips of the pen; many make the numbers names.
        var isText = texts * 2 > numbers;
        var flaws = Flawed(name, column, cells, isText);
        if (isText)
        {
            return new OpenColumn(Texts.Code(name, column, cells, (counts, numbers), mostLabels), flaws);
        }

        if (format.IsThousands)
        {
            column.ScaleThousands(cells);
        }

        var unreadable = Numbers(column, cells);
        var trouble = texts > 0 ? ColumnTrouble.Mixed
            : format.Refusal is not null ? ColumnTrouble.DoubtfulNumbers
            : column.Format.OtherUnit is not null ? ColumnTrouble.Units
            : ColumnTrouble.None;
        return new OpenColumn(
            unreadable > 0 || trouble != ColumnTrouble.None ? new ColumnReading(name, false, [], trouble, unreadable) : null, flaws);
    }

    /// <summary>Leaves the numbers and makes gaps of all else; counts what held something.</summary>
    private static int Numbers(TableColumn column, Span<double> cells)
    {
        var unreadable = 0;
        foreach (ref var cell in cells)
        {
            if (!(Math.Abs(cell) <= ColumnCheck.MaxMagnitude))
            {
                unreadable += double.IsNaN(cell) && column.Other(cell).Kind == CellKind.Missing ? 0 : 1;
                cell = double.NaN; // one NaN for all, so that equal tables have equal hashes
            }
        }

        return unreadable;
    }

    private static ImmutableArray<TableFlaw> Flawed(string name, TableColumn column, ReadOnlySpan<double> cells, bool isText)
    {
        var (flaws, seen) = (new List<TableFlaw>(), new HashSet<CellKind>());
        for (var row = 0; row < cells.Length && flaws.Count < MostFlaws; row++)
        {
            if (Math.Abs(cells[row]) <= ColumnCheck.MaxMagnitude)
            {
                continue;
            }

            var (kind, text) = double.IsNaN(cells[row]) ? column.Other(cells[row]) : (CellKind.Flaw, TableColumn.Shown(cells[row]));
            if (!(isText && kind == CellKind.Text) && seen.Add(kind))
            {
                flaws.Add(new TableFlaw(row, name, Short(text)));
            }
        }

        return [.. flaws];
    }

    private static string Short(string text) => text.Length <= LongestFlaw ? text : text[..LongestFlaw] + "…";

    /// <summary>Columns of texts.</summary>
    private static class Texts
    {
        /// <summary>Writes the codes of the texts, which are their places in the order of categories.</summary>
        public static ColumnReading Code(
            string name, TableColumn column, Span<double> cells, (int[] Others, int Numbers) found, int mostLabels)
        {
            var (counts, numbers) = found;
            var levels = new Dictionary<string, int>(StringComparer.Ordinal);
            for (var at = 0; at < counts.Length; at++)
            {
                if (column.Others[at].Kind == CellKind.Text && counts[at] > 0)
                {
                    levels[column.Others[at].Text] = counts[at];
                }
            }

            CountNumbers(cells, levels);
            var order = levels.Keys.ToArray();
            Array.Sort(order, CategoryOrder.Compare);
            var codes = new Dictionary<string, int>(order.Length, StringComparer.Ordinal);
            foreach (var text in order)
            {
                codes[text] = codes.Count;
            }

            var byPlace = column.Others
                .Select(other => other.Kind == CellKind.Text && codes.TryGetValue(other.Text, out var code) ? code : -1)
                .ToArray();
            var unreadable = Write(column, cells, codes, byPlace);
            var shown = order.Length <= mostLabels ? order : [.. order.OrderByDescending(text => levels[text]).Take(mostLabels)];
            var trouble = numbers > 0 ? ColumnTrouble.Mixed
                : Array.TrueForAll(order, text => ColumnCheck.Date().IsMatch(text)) ? ColumnTrouble.Dates
                : ColumnTrouble.None;
            return new ColumnReading(
                name, true, [.. shown.Select(text => new LevelLabel(codes[text], text)).OrderBy(label => label.Code)], trouble, unreadable);
        }

        private static void CountNumbers(ReadOnlySpan<double> cells, Dictionary<string, int> levels)
        {
            foreach (var cell in cells)
            {
                if (Math.Abs(cell) <= ColumnCheck.MaxMagnitude)
                {
                    var text = TableColumn.Shown(cell);
                    levels[text] = levels.GetValueOrDefault(text) + 1;
                }
            }
        }

        private static int Write(TableColumn column, Span<double> cells, Dictionary<string, int> codes, int[] byPlace)
        {
            var unreadable = 0;
            foreach (ref var cell in cells)
            {
                if (!double.IsNaN(cell))
                {
                    var isFlaw = !(Math.Abs(cell) <= ColumnCheck.MaxMagnitude);
                    unreadable += isFlaw ? 1 : 0;
                    cell = isFlaw ? double.NaN : codes[cell.ToString(CultureInfo.InvariantCulture)];
                    continue;
                }

                var at = TableColumn.IndexOf(cell);
                var code = at >= 0 && at < byPlace.Length ? byPlace[at] : -1;
                unreadable += code < 0 && column.Other(cell).Kind == CellKind.Flaw ? 1 : 0;
                cell = code < 0 ? double.NaN : code;
            }

            return unreadable;
        }
    }
}
